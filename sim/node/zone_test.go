package node_test

import (
	"os"
	"testing"
	"time"

	"timeslice/sim/node"
)

// TestMain shows the tests the zone that the simulated computer has, as main
// does: the engine asks Go for it, and its name stands in the text of dates.
func TestMain(m *testing.M) {
	time.Local = node.Zone()
	os.Exit(m.Run())
}
