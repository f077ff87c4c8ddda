/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.DriverRule;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the driver makes of the URL and of the properties that stand in keys of their own, without connecting. */
final class DriverProperties {
    private static final Logger LOG = LoggerFactory.getLogger(DriverProperties.class);

    /** A parameter of the URL with its separator, and its name. */
    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&])(([^=&]+)=[^&]*&?)");

    private final ConnectionConfig config;
    private final Dialect dialect;

    DriverProperties(ConnectionConfig config) {
        this.config = config;
        this.dialect = config.dialect();
    }

    /** A property with which rows would be written wrongly. */
    Optional<ConnectionCheck.Refused> harmful() {
        List<DriverRule> rules = dialect.driverRules();
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        List<DriverPropertyInfo> known;
        try {
            known = known(config.url(), config.driverProperties());
        } catch (SQLException unreadable) {
            return Optional.of(unreadable());
        }
        return rules.stream()
                .filter(rule -> known.stream()
                        .anyMatch(property -> property.name.equals(rule.property())
                                && property.value != null
                                && !rule.allows().test(property.value)))
                .map(rule -> refused(rule.property(), rule.why()))
                .findFirst();
    }

    /** A property with a value that the driver does not know: some drivers say then that they can not connect. */
    Optional<ConnectionCheck.Refused> unknownValue() {
        try {
            return known(config.url(), config.driverProperties()).stream()
                    .filter(property -> property.value != null
                            && property.choices != null
                            && property.choices.length > 0
                            && Arrays.stream(property.choices).noneMatch(property.value::equalsIgnoreCase))
                    .map(property -> refused(property.name, "must be one of " + String.join(", ", property.choices)))
                    .findFirst();
        } catch (SQLException e) {
            LOG.debug("The driver does not tell its properties");
            return Optional.empty();
        }
    }

    /** The driver does not say which value it can not read: that without which it can read the others. */
    private ConnectionCheck.Refused unreadable() {
        for (String property : config.driverProperties().keySet()) {
            Map<String, String> others = new LinkedHashMap<>(config.driverProperties());
            others.remove(property);
            if (reads(config.url(), others)) {
                return refused(property, whyUnreadable(property));
            }
        }
        Matcher inUrl = PARAMETER.matcher(config.url());
        while (inUrl.find()) {
            String others =
                    config.url().substring(0, inUrl.start(1)) + config.url().substring(inUrl.end(1));
            if (reads(others, config.driverProperties())) {
                return refused(inUrl.group(2), whyUnreadable(inUrl.group(2)));
            }
        }
        return new ConnectionCheck.Refused(
                config.urlKey(),
                "The " + dialect.name() + " driver can not read this URL: check its form and the values in it");
    }

    private boolean reads(String url, Map<String, String> given) {
        try {
            known(url, given);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private String whyUnreadable(String property) {
        return dialect.driverRules().stream()
                .filter(rule -> rule.property().equals(property))
                .map(DriverRule::why)
                .findFirst()
                .orElse("has a value that the driver can not read: see the driver's manual");
    }

    private ConnectionCheck.Refused refused(String property, String why) {
        return new ConnectionCheck.Refused(
                config.driverPropertyKey(property), "The driver's property " + property + " " + why);
    }

    private List<DriverPropertyInfo> known(String url, Map<String, String> given) throws SQLException {
        Properties properties = new Properties();
        given.forEach(properties::setProperty);
        return List.of(dialect.driver(url).getPropertyInfo(dialect.driverUrl(url), properties));
    }
}
