/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTransactionsTest {
    private static final long EPOCH = 1L << 32;

    /** The log has 32 bits of an id; the server's counter goes on past them. */
    @ParameterizedTest
    @CsvSource({
        "0, 750, 760, 750", // a young server
        "0, 761, 760, 761", // just ahead: a standby has yet to hear of it
        "3, 750, 760, 750", // the same epoch
        "3, 4294967290, 5, -6", // before the counter's last turn
        "3, 5, 4294967290, 4294967301", // after a turn that this server has yet to see
        "0, 4294967290, 5, -6", // of another server: not positive
    })
    void full_id_is_the_one_nearest_to_now(long epoch, long lowerHalf, long now, long expected) {
        assertThat(PostgresTransactions.fullId(lowerHalf, epoch * EPOCH + now)).isEqualTo(epoch * EPOCH + expected);
    }
}
