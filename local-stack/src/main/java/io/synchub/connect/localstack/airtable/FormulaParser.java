/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.airtable.FormulaTokens.Kind;
import io.synchub.connect.localstack.airtable.FormulaTokens.Token;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Reads {@code filterByFormula}. What Airtable could not read, and functions that are not simulated, are refused alike. */
final class FormulaParser {
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

    private final Table table;
    private final FormulaFunctions functions;
    private final FormulaTokens tokens;

    private FormulaParser(String formula, Table table, Clock clock) {
        this.table = table;
        this.functions = new FormulaFunctions(clock);
        this.tokens = new FormulaTokens(formula);
    }

    static Expression parse(String formula, Table table, Clock clock) {
        FormulaParser parser = new FormulaParser(formula, table, clock);
        Expression expression = parser.comparison();
        if (parser.tokens.peek().kind() != Kind.END) {
            throw FormulaTokens.malformed();
        }
        return expression;
    }

    private Expression comparison() {
        Expression left = joined();
        while (COMPARISONS.contains(tokens.peek().text()) && tokens.peek().kind() == Kind.OPERATOR) {
            String operator = tokens.take().text();
            left = compared(left, operator, joined());
        }
        return left;
    }

    private static Expression compared(Expression left, String operator, Expression right) {
        if (operator.equals("=")) {
            if (left instanceof RecordId && right instanceof Literal literal) {
                return IsRecord.of(literal);
            }
            return right instanceof RecordId && left instanceof Literal literal
                    ? IsRecord.of(literal)
                    : binary(left, right, Operands::same);
        }
        if (operator.equals("!=")) {
            return binary(left, right, (one, other) -> !Operands.same(one, other));
        }
        Predicate<Integer> wanted =
                switch (operator) {
                    case "<" -> order -> order < 0;
                    case "<=" -> order -> order <= 0;
                    case ">" -> order -> order > 0;
                    default -> order -> order >= 0;
                };
        return binary(left, right, (one, other) -> {
            Integer order = Operands.compare(one, other);
            return order == null ? CellError.ERROR : (Object) wanted.test(order);
        });
    }

    private Expression joined() {
        Expression left = sum();
        while (tokens.takeIf("&")) {
            left = binary(left, sum(), (one, other) -> Operands.text(one) + Operands.text(other));
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (tokens.takeIf("+")) {
                left = binary(left, product(), numbers(Double::sum));
            } else if (tokens.takeIf("-")) {
                left = binary(left, product(), numbers((one, other) -> one - other));
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = operand();
        while (true) {
            if (tokens.takeIf("*")) {
                left = binary(left, operand(), numbers((one, other) -> one * other));
            } else if (tokens.takeIf("/")) {
                left = binary(left, operand(), numbers((one, other) -> one / other));
            } else {
                return left;
            }
        }
    }

    private Expression operand() {
        if (tokens.takeIf("(")) {
            Expression inner = comparison();
            tokens.require(")");
            return inner;
        }
        if (tokens.takeIf("-")) {
            return binary(new Literal(0.0), operand(), numbers((one, other) -> one - other));
        }
        Token token = tokens.take();
        return switch (token.kind()) {
            case TEXT -> new Literal(token.text());
            case NUMBER -> new Literal(numberOf(token.text()));
            case FIELD -> reference(token.text());
            case NAME -> tokens.takeIf("(") ? call(token.text().toUpperCase(Locale.ROOT)) : reference(token.text());
            default -> throw FormulaTokens.malformed();
        };
    }

    private static Double numberOf(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException malformed) {
            throw FormulaTokens.malformed();
        }
    }

    private Expression call(String name) {
        List<Expression> arguments = new ArrayList<>();
        if (!tokens.takeIf(")")) {
            arguments.add(comparison());
            while (tokens.takeIf(",")) {
                arguments.add(comparison());
            }
            tokens.require(")");
        }
        return switch (name) {
            case "RECORD_ID" -> noArguments(arguments, new RecordId());
            case "CREATED_TIME" -> noArguments(arguments, record -> Instant.ofEpochMilli(record.created));
            case "LAST_MODIFIED_TIME" -> modified(arguments);
            case "OR" -> or(arguments);
            case "AND" -> and(arguments);
            case "IS_AFTER", "IS_BEFORE" ->
                functions.call(name, arguments.stream().map(FormulaParser::time).toList());
            default -> folded(functions.call(name, arguments), arguments);
        };
    }

    /** What the formula's own text decides is computed once, not for each record. */
    private static Expression folded(Expression call, List<Expression> arguments) {
        boolean constant = !arguments.isEmpty() && arguments.stream().allMatch(Literal.class::isInstance);
        return constant ? new Literal(call.value(null)) : call;
    }

    /** Texts that stand in the formula are read once, as well. */
    private static Expression time(Expression argument) {
        return argument instanceof Literal literal ? new Literal(Operands.time(literal.value())) : argument;
    }

    private static Expression noArguments(List<Expression> arguments, Expression expression) {
        if (!arguments.isEmpty()) {
            throw FormulaTokens.malformed();
        }
        return expression;
    }

    private static Expression modified(List<Expression> arguments) {
        List<FieldEntry> fields = new ArrayList<>();
        for (Expression argument : arguments) {
            if (!(argument instanceof Reference reference)) {
                throw FormulaTokens.malformed();
            }
            fields.add(reference.field());
        }
        return record -> Computed.modified(record, fields);
    }

    /** Many ids make one set: that each record is looked up in it costs the same for a hundred ids as for one. */
    private Expression or(List<Expression> arguments) {
        Expression or = functions.call("OR", arguments);
        Set<Long> records = new HashSet<>();
        for (Expression argument : arguments) {
            if (argument.records() == null) {
                return or;
            }
            records.addAll(argument.records());
        }
        return arguments.stream().allMatch(IsRecord.class::isInstance) ? new IsRecord(records) : or.onlyFor(records);
    }

    private Expression and(List<Expression> arguments) {
        Expression and = functions.call("AND", arguments);
        Set<Long> records = null;
        for (Expression argument : arguments) {
            if (records == null) {
                records = argument.records();
            } else if (argument.records() != null) {
                records = new HashSet<>(records);
                records.retainAll(argument.records());
            }
        }
        return records == null ? and : and.onlyFor(records);
    }

    /** By its name alone: Airtable does not know ids of fields in formulas. */
    private Expression reference(String name) {
        FieldEntry field = table.named(name);
        if (field == null) {
            throw AirtableError.formula("Unknown field names: " + name.toLowerCase(Locale.ROOT));
        }
        return new Reference(field);
    }

    private static Expression binary(Expression left, Expression right, BiFunction<Object, Object, Object> operation) {
        return record -> {
            Object one = left.value(record);
            Object other = right.value(record);
            if (one instanceof CellError) {
                return one;
            }
            return other instanceof CellError ? other : operation.apply(one, other);
        };
    }

    private static BiFunction<Object, Object, Object> numbers(BiFunction<Double, Double, Double> operation) {
        return (one, other) -> {
            Double first = Operands.number(one);
            Double second = Operands.number(other);
            return first == null || second == null ? CellError.ERROR : (Object) operation.apply(first, second);
        };
    }

    /** What stands in the formula itself. */
    private record Literal(Object value) implements Expression {
        @Override
        public Object value(RecordState record) {
            return value;
        }
    }

    private record Reference(FieldEntry field) implements Expression {
        @Override
        public Object value(RecordState record) {
            return Operands.of(field, record);
        }
    }

    private record RecordId() implements Expression {
        @Override
        public Object value(RecordState record) {
            return record.id();
        }
    }

    /** Whether the record is one of these, by their numbers. */
    private record IsRecord(Set<Long> records) implements Expression {
        /** The record with that id, or none when it is no id. */
        static IsRecord of(Literal id) {
            return new IsRecord(Set.of(Ids.recordNumber(Operands.text(id.value()))));
        }

        @Override
        public Object value(RecordState record) {
            return records.contains(record.number);
        }
    }
}
