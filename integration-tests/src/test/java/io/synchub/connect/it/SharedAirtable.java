/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Ends {@link AirtableStack#shared()} after the last test that JUnit was given: of all, or of a class where the build deals out classes to
 * several JVMs. Left to the JVM's end, it would be stopped while everything else in the JVM stops as well, which once took
 * longer than the build waits.
 */
final class SharedAirtable implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(SharedAirtable.class))
                .getOrComputeIfAbsent(AirtableStack.class, key -> (AutoCloseable) AirtableStack::endShared);
    }
}
