package org.dmol.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All data sets by id. */
public final class Catalogue {
    private static final Catalogue STANDARD = load();

    private final Map<String, DataSet> sets = new LinkedHashMap<>();

    private Catalogue(List<DataSet> list) {
        list.forEach(s -> sets.put(s.id(), s));
    }

    private static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The catalogue of this library. */
    public static Catalogue standard() {
        return STANDARD;
    }

    /** A catalogue of one's own: a JSON array of objects with the components of {@link DataSet}. */
    public static Catalogue read(InputStream json) throws IOException {
        return new Catalogue(new ObjectMapper().readValue(json, new TypeReference<List<DataSet>>() {}));
    }

    /** This catalogue with more entries; an entry with a known id replaces the old one. */
    public Catalogue with(DataSet... more) {
        List<DataSet> all = new ArrayList<>(sets.values());
        all.addAll(List.of(more));
        return new Catalogue(all);
    }

    /** All entries, in the order of the catalogue. */
    public List<DataSet> all() {
        return List.copyOf(sets.values());
    }

    /**
     * The data set of this id.
     *
     * @throws DataException if there is none; the message has the nearest names
     */
    public DataSet get(String id) {
        DataSet set = sets.get(id);
        if (set == null) {
            throw new DataException(
                    "There is no data set '" + id + "'; did you mean " + String.join(" or ", nearest(id)) + "?");
        }
        return set;
    }

    /** Up to three ids like a name, the most similar first; one at least. */
    private List<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        Map<String, Integer> far = new LinkedHashMap<>();
        sets.keySet().forEach(id -> {
            boolean part = wanted.length() > 1 && (id.contains(wanted) || wanted.contains(id));
            far.put(id, distance(id, wanted) - (part ? 100 : 0));
        });
        List<String> sorted =
                far.keySet().stream().sorted(Comparator.comparingInt(far::get)).toList();
        int best = far.get(sorted.get(0));
        return sorted.stream()
                .filter(id -> far.get(id) < 0 || far.get(id) <= best + 2)
                .limit(3)
                .toList();
    }

    /** Number of letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int cost = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(cost, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
