package org.dmol.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the columns that are asked for from a CSV file with a header, gzip-compressed or not.
 *
 * <pre>{@code
 * CsvTable t = Csv.columns().text("SMILES").number("Solubility").read(path);
 * }</pre>
 *
 * <p>A row with a cell that is not what was asked for, or with too few or too many cells, is left out and listed with its number; the good
 * rows are used. A file without a wanted column, or without any good row, is a {@link DataException}.
 */
public final class Csv {
    private enum Kind {
        TEXT,
        NUMBER,
        OPTIONAL_NUMBER,
        INTEGER
    }

    private final Map<String, Kind> columns = new LinkedHashMap<>();
    private char separator = ',';

    private Csv() {}

    /** A reader for which columns are then named. */
    public static Csv columns() {
        return new Csv();
    }

    /** A column of text; empty cells are empty strings. */
    public Csv text(String... names) {
        return add(Kind.TEXT, names);
    }

    /** A column of finite numbers. */
    public Csv number(String... names) {
        return add(Kind.NUMBER, names);
    }

    /** A column of numbers in which empty cells and {@code nan} are allowed and become NaN. */
    public Csv optionalNumber(String... names) {
        return add(Kind.OPTIONAL_NUMBER, names);
    }

    /** A column of integers of at most 32 bits; {@code 3.0} is one. */
    public Csv integer(String... names) {
        return add(Kind.INTEGER, names);
    }

    /** The character between cells; a comma by default. */
    public Csv separator(char character) {
        separator = character;
        return this;
    }

    private Csv add(Kind kind, String... names) {
        for (String name : names) {
            columns.put(name, kind);
        }
        return this;
    }

    /** Reads a file. */
    public CsvTable read(Path file) {
        try (Reader in = Text.open(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
    }

    /** Reads text. */
    public CsvTable readText(String csv, String name) {
        return read(new StringReader(csv), name);
    }

    private CsvTable read(Reader in, String source) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> rows = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .readerFor(String[].class)
                .with(schema)
                .readValues(in)) {
            return new CsvRows(source, rows).read();
        } catch (IOException | RuntimeJsonMappingException e) {
            throw new DataException("The file " + source + " is not readable as CSV: " + brief(e) + ".", e);
        }
    }

    private static String brief(Exception e) {
        String message = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** One pass over the rows. */
    private final class CsvRows {
        private final String source;
        private final MappingIterator<String[]> rows;
        private final List<RowError> errors = new ArrayList<>();
        private final Map<String, List<String>> texts = new LinkedHashMap<>();
        private final Map<String, Numbers> numbers = new LinkedHashMap<>();
        private final Numbers kept = new Numbers();

        CsvRows(String source, MappingIterator<String[]> rows) {
            this.source = source;
            this.rows = rows;
        }

        CsvTable read() throws IOException {
            if (!rows.hasNextValue()) {
                throw new DataException("The file " + source + " is empty.");
            }
            List<String> header =
                    Arrays.stream(rows.nextValue()).map(String::strip).toList();
            Map<String, Integer> at = new LinkedHashMap<>();
            columns.forEach((name, kind) -> {
                at.put(name, header.indexOf(name));
                if (kind == Kind.TEXT) {
                    texts.put(name, new ArrayList<>());
                } else {
                    numbers.put(name, new Numbers());
                }
            });
            List<String> missing =
                    at.keySet().stream().filter(n -> at.get(n) < 0).toList();
            if (!missing.isEmpty()) {
                throw new DataException("The file " + source + " has no column " + quoted(missing)
                        + "; its columns are " + quoted(header) + ".");
            }
            for (int row = 0; ; row++) {
                long line = rows.getCurrentLocation().getLineNr();
                try {
                    if (!rows.hasNextValue()) {
                        break;
                    }
                    line = rows.getCurrentLocation().getLineNr();
                    String reason = accept(rows.nextValue(), header.size(), at, row);
                    if (reason != null) {
                        errors.add(new RowError(row, line, reason));
                    }
                } catch (JsonProcessingException e) {
                    errors.add(new RowError(row, line, brief(e) + "; the rest of the file was not read"));
                    break;
                }
            }
            if (kept.size() == 0) {
                throw new DataException("The file " + source + " has no good row; " + RowError.summary(errors) + ".");
            }
            Map<String, String[]> t = new LinkedHashMap<>();
            texts.forEach((name, list) -> t.put(name, list.toArray(String[]::new)));
            Map<String, double[]> n = new LinkedHashMap<>();
            numbers.forEach((name, list) -> n.put(name, list.toArray()));
            int[] index = Arrays.stream(kept.toArray()).mapToInt(d -> (int) d).toArray();
            return new CsvTable(source, t, n, index, errors);
        }

        /** Keeps the row or returns what is wrong with it. */
        private String accept(String[] cells, int width, Map<String, Integer> at, int row) {
            if (cells.length != width) {
                return "it has " + cells.length + " cells instead of " + width;
            }
            for (Map.Entry<String, Kind> c : columns.entrySet()) {
                String cell = cells[at.get(c.getKey())];
                if (!valid(cell, c.getValue())) {
                    String shown = cell.length() > 40 ? cell.substring(0, 40) + "..." : cell;
                    return c.getKey() + " is '" + shown + "' instead of "
                            + (c.getValue() == Kind.INTEGER ? "an integer" : "a number");
                }
            }
            columns.forEach((name, kind) -> {
                String cell = cells[at.get(name)];
                if (kind == Kind.TEXT) {
                    texts.get(name).add(cell);
                } else {
                    numbers.get(name).add(missing(cell) ? Double.NaN : Double.parseDouble(cell.strip()));
                }
            });
            kept.add(row);
            return null;
        }
    }

    private static String quoted(List<String> names) {
        return "'" + String.join("', '", names) + "'";
    }

    private static boolean missing(String cell) {
        String s = cell.strip();
        return s.isEmpty() || s.equalsIgnoreCase("nan");
    }

    private static boolean valid(String cell, Kind kind) {
        return switch (kind) {
            case TEXT -> true;
            case NUMBER -> Numbers.isNumber(cell.strip());
            case OPTIONAL_NUMBER -> missing(cell) || Numbers.isNumber(cell.strip());
            case INTEGER ->
                Numbers.isNumber(cell.strip())
                        && Double.parseDouble(cell.strip()) == (int) Double.parseDouble(cell.strip());
        };
    }
}
