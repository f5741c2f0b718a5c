package org.dmol.data;

import java.util.List;

/**
 * What the catalogue knows of a data set, that is, of one file.
 *
 * @param id name for {@code data fetch} and the loaders
 * @param title what it is, in a few words
 * @param group one of molecules, sequences, geometry, quantum, strings
 * @param file file name, which is also how it is found in the data directory
 * @param url where the very file can be downloaded, or null
 * @param bytes size, or 0 where it is not known
 * @param sha256 checksum of the file, or null where it is not known
 * @param contentSha256 checksum of what a gzip file holds, or null
 * @param contentUrl where the content of a gzip file can be downloaded uncompressed, or null
 * @param unionOf ids of text files whose distinct lines make up this one, or null
 * @param origin {@code verbatim}, {@code compressed} (the public file, gzipped) or {@code derived} (made from public files; such a file is
 *     not public itself)
 * @param licence licence or terms as stated at the origin
 * @param citation publication to cite
 * @param note anything else to know
 * @param columns columns or arrays with their units
 * @param standIn name of the rule that makes a stand-in, or null
 */
public record DataSet(
        String id,
        String title,
        String group,
        String file,
        String url,
        long bytes,
        String sha256,
        String contentSha256,
        String contentUrl,
        List<String> unionOf,
        String origin,
        String licence,
        String citation,
        String note,
        List<Column> columns,
        String standIn) {

    public DataSet {
        columns = columns == null ? List.of() : List.copyOf(columns);
        unionOf = unionOf == null ? List.of() : List.copyOf(unionOf);
        note = note == null ? "" : note;
    }

    /** Whether it can be had from the network, as it is or by a conversion. */
    public boolean isPublic() {
        return url != null || contentUrl != null || !unionOf.isEmpty();
    }

    /** Where it comes from, for people: an address, or that there is none. */
    public String source() {
        if (url != null) {
            return url;
        }
        if (contentUrl != null) {
            return contentUrl + " (gzipped here)";
        }
        return unionOf.isEmpty()
                ? "no public address: a derived file, to be put into the data directory"
                : "made from " + String.join(", ", unionOf);
    }
}
