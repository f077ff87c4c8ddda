/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * A type that a column can be cast to. A cast goes from the Java form of a value, as
 * {@link io.synchub.connect.common.data.SemanticType} names it, to the Java form of the target; from there to what a
 * record with a schema holds, or one without.
 *
 * <p>Immutable.
 */
public interface CastTarget {
    /** Casts a value that is not null. */
    Object cast(Object value);

    /** A new builder of the target's schema, required and without a default. */
    SchemaBuilder schema();

    /** The cast value as a field of {@link #schema()} holds it. */
    Object toConnect(Object cast);

    /**
     * The cast value as a record without a schema holds it: what JSON knows, so that every converter can write it.
     * Decimals and everything of time are text.
     */
    Object toSchemaless(Object cast);

    /**
     * Reads the name of a type: {@code int64}, {@code decimal(10,2)}.
     *
     * @throws IllegalArgumentException with the reason and the mend
     */
    static CastTarget parse(String text) {
        Matcher matcher = Syntax.TYPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no type: " + Syntax.known());
        }
        String name = matcher.group("name").toLowerCase(Locale.ROOT);
        String precision = matcher.group("precision");
        if (DecimalCast.NAMES.contains(name)) {
            return DecimalCast.of(precision, matcher.group("scale"));
        }
        SimpleCast cast = SimpleCast.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("the type '" + name + "' is not known: " + Syntax.known()));
        if (precision != null) {
            throw new IllegalArgumentException(
                    "the type " + name + " takes no number in brackets: write " + name + ", or decimal(p,s)");
        }
        return cast;
    }

    /** How types are written. */
    final class Syntax {
        private static final Pattern TYPE = Pattern.compile(
                "(?<name>\\w+)\\s*(?:\\(\\s*(?<precision>\\d{1,9})\\s*(?:,\\s*(?<scale>\\d{1,9})\\s*)?\\))?");

        private Syntax() {}

        /** The names of all types, for messages and documentation. */
        public static String known() {
            return "use one of "
                    + Arrays.stream(SimpleCast.values())
                            .map(SimpleCast::toString)
                            .collect(Collectors.joining(", "))
                    + ", decimal(p,s)";
        }

        static Optional<Integer> number(String digits) {
            return Optional.ofNullable(digits).map(Integer::valueOf);
        }
    }
}
