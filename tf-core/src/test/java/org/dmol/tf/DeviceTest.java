package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DeviceTest {
    @Test
    void readsTheFormsOfTheCommandLine() {
        assertThat(Device.parse("cpu")).isEqualTo(Device.cpu());
        assertThat(Device.parse("gpu:3")).isEqualTo(new Device("GPU", 3, ""));
        assertThat(Device.parse("grpc://host:2222").target()).isEqualTo("grpc://host:2222");
    }

    @Test
    void absentDevicesAreNamedWithThoseThatArePresent() {
        assertThat(Device.list()).contains("cpu:0");
        assertThatThrownBy(() -> Device.parse("gpu:99").require())
                .hasMessage("The device 'gpu:99' is not present; present: cpu:0.");
        assertThatThrownBy(() -> Device.parse("grpc://host")).hasMessageContaining("grpc://host:port");
        assertThatThrownBy(() -> Device.parse("7")).hasMessageContaining("cpu, gpu:N and grpc://host:port");
    }

    @Test
    void serversThatDoNotAnswer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
            assertThat(Device.parse("grpc://127.0.0.1:" + port).require().target())
                    .endsWith(":" + port);
        }
        try (ServerSocket other = new ServerSocket(0)) {
            port = other.getLocalPort();
        }
        Device gone = Device.parse("grpc://127.0.0.1:" + port);
        assertThatThrownBy(gone::require)
                .hasMessageContaining("No TensorFlow server answers at 'grpc://127.0.0.1:" + port);
    }
}
