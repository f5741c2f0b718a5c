package org.dmol.chapters.equivariance;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Step;

/** Chapter 10, Equivariant Neural Networks: networks whose outputs move with their inputs, on groups finite and continuous. */
public final class EquivariantNetworks extends Chapter {
    public EquivariantNetworks() {
        super("10", "equivariance", "Equivariant Neural Networks");
        about(
                "Convolutions on groups, spherical harmonics, equivariant subspaces; and forces on ethanol by a network that knows rotations.");
        data("quad-image", "ethanol").takes(120, 22);
        option("steps", "steps of each training of the force networks", "2000");
        Hexagon hexagon = new Hexagon();
        PlaneSteps plane = new PlaneSteps();
        RotationSteps space = new RotationSteps();
        CouplingSteps couplings = new CouplingSteps();
        ConstraintSteps maps = new ConstraintSteps();
        ForceSteps force = new ForceSteps();
        steps(
                Step.of("10.1", "Colours on a hexagon", "a function and a kernel on Z6", hexagon::functions)
                        .alone(),
                Step.of("10.2", "Group convolution", "and how functions move", hexagon::convolution)
                        .after("10.1"),
                Step.of("10.3", "Equivariance on Z6", "move, then convolve; convolve, then move", hexagon::table)
                        .after("10.2"),
                Step.of("10.4", "Hexagons", "the three functions as colours", hexagon::picture)
                        .after("10.2"),
                Step.of("10.5", "A picture and its symmetries", "p4m acts on the grid", plane::load)
                        .alone(),
                Step.of("10.6", "Lifting and projecting", "from the plane to the group and back", plane::lift)
                        .after("10.5"),
                Step.of("10.7", "Convolution on p4m", "eight turned copies of one kernel", plane::convolution)
                        .after("10.5"),
                Step.of("10.8", "Functions on p4m", "one panel for each element of D4", plane::panels)
                        .after("10.5"),
                Step.of("10.9", "Equivariance on p4m", "all of D4 and translations", plane::equivariance)
                        .after("10.5"),
                Step.of("10.10", "Spherical harmonics", "points as fragments of each degree", space::fragments)
                        .alone(),
                Step.of("10.11", "Linear layer", "channels are mixed, degrees are not", space::linear)
                        .after("10.10"),
                Step.of("10.12", "Clebsch-Gordan coefficients", "exact", couplings::coefficients)
                        .alone(),
                Step.of("10.13", "Network", "linear layers and couplings", space::network)
                        .after("10.10"),
                Step.of("10.14", "Rotations", "tests that can fail", space::rotation)
                        .after("10.10"),
                Step.of("10.15", "Coefficients by least squares", "products of harmonics", couplings::numeric)
                        .after("10.10"),
                Step.of("10.16", "Errors under rotations", "degrees 0 and 1", space::errors)
                        .after("10.10"),
                Step.of("10.17", "Representations", "rotations, scalars and vectors", maps::representation)
                        .alone(),
                Step.of("10.18", "Gated network", "from ten irreps to a vector", maps::network)
                        .after("10.17"),
                Step.of("10.19", "Projected weights", "the constraints solved", maps::projectors)
                        .after("10.17"),
                Step.of("10.20", "How many maps", "groups and representations compared", maps::dimensions)
                        .alone(),
                Step.of("10.21", "Icons", "the elements of Z6 and D4", hexagon::icons)
                        .alone(),
                Step.of("10.22", "Ethanol", "frames with forces", force::load).alone(),
                Step.of("10.23", "Forces", "with and without symmetry, by size of the training set", force::learn)
                        .after("10.22"));
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new EquivarianceCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new EquivarianceBench());
    }

    public static void main(String[] args) {
        new EquivariantNetworks().launch(args);
    }
}
