/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A formula's text, cut into words. */
final class FormulaTokens {
    private static final Set<String> LONG_OPERATORS = Set.of("!=", "<=", ">=");
    private static final String OPERATORS = "=<>&+-*/(),";

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    enum Kind {
        TEXT,
        NUMBER,
        NAME,
        FIELD,
        OPERATOR,
        END
    }

    record Token(Kind kind, String text) {}

    FormulaTokens(String formula) {
        int at = 0;
        while (at < formula.length()) {
            char c = formula.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'' || c == '"') {
                at = quoted(formula, at, c, Kind.TEXT);
            } else if (c == '{') {
                at = quoted(formula, at, '}', Kind.FIELD);
            } else if (Character.isDigit(c)) {
                at = run(formula, at, Kind.NUMBER);
            } else if (Character.isLetter(c)) {
                at = run(formula, at, Kind.NAME);
            } else {
                at = operator(formula, at);
            }
        }
        tokens.add(new Token(Kind.END, ""));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean takeIf(String operator) {
        boolean found = peek().kind() == Kind.OPERATOR && peek().text().equals(operator);
        if (found) {
            take();
        }
        return found;
    }

    void require(String operator) {
        if (!takeIf(operator)) {
            throw malformed();
        }
    }

    static AirtableError malformed() {
        return AirtableError.formula("Invalid formula. Please check your formula text.");
    }

    private int quoted(String formula, int start, char end, Kind kind) {
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < formula.length() && formula.charAt(at) != end) {
            if (formula.charAt(at) == '\\' && at + 1 < formula.length()) {
                at++;
            }
            text.append(formula.charAt(at));
            at++;
        }
        if (at >= formula.length()) {
            throw malformed();
        }
        tokens.add(new Token(kind, text.toString()));
        return at + 1;
    }

    private int run(String formula, int start, Kind kind) {
        int at = start;
        while (at < formula.length() && isPart(formula.charAt(at), kind)) {
            at++;
        }
        tokens.add(new Token(kind, formula.substring(start, at)));
        return at;
    }

    private static boolean isPart(char c, Kind kind) {
        return kind == Kind.NUMBER ? Character.isDigit(c) || c == '.' : Character.isLetterOrDigit(c) || c == '_';
    }

    private int operator(String formula, int at) {
        String two = formula.substring(at, Math.min(at + 2, formula.length()));
        String text = LONG_OPERATORS.contains(two) ? two : two.substring(0, 1);
        if (!LONG_OPERATORS.contains(text) && OPERATORS.indexOf(text.charAt(0)) < 0) {
            throw malformed();
        }
        tokens.add(new Token(Kind.OPERATOR, text));
        return at + text.length();
    }
}
