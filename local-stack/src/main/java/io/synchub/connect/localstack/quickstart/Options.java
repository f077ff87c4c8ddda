/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.StackFailure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the command line and the environment say; the command line counts more. Port 0 takes a free one.
 *
 * @param check whether to assert every value and end, instead of staying up
 */
record Options(boolean check, int restPort, int kafkaPort, int shopPort, int warehousePort) {
    static final String REST = "--rest-port";
    static final String KAFKA = "--kafka-port";
    static final String SHOP = "--shop-port";
    static final String WAREHOUSE = "--warehouse-port";

    private static final Map<String, Integer> PORTS = Map.of(REST, 8083, KAFKA, 9092, SHOP, 5433, WAREHOUSE, 5434);

    static Options parse(String[] arguments, Map<String, String> environment) {
        boolean check = false;
        Map<String, Integer> ports = new HashMap<>();
        PORTS.forEach((flag, usual) -> {
            String variable = variable(flag);
            ports.put(flag, port(variable, environment.getOrDefault(variable, usual.toString())));
        });
        for (int i = 0; i < arguments.length; i++) {
            String flag = arguments[i];
            if (flag.equals("--check")) {
                check = true;
            } else if (PORTS.containsKey(flag)) {
                i++;
                ports.put(flag, port(flag, i < arguments.length ? arguments[i] : ""));
            } else {
                throw new StackFailure("Unknown argument " + flag + ": see ./quickstart --help");
            }
        }
        return new Options(check, ports.get(REST), ports.get(KAFKA), ports.get(SHOP), ports.get(WAREHOUSE));
    }

    /** QUICKSTART_REST_PORT for --rest-port. */
    private static String variable(String flag) {
        return "QUICKSTART_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static int port(String name, String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
            throw new StackFailure(name + " needs a port number, not \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }
}
