package node_test

import (
	"os"
	"testing"
	"time"
)

// TestMain shows the tests the zone that the simulated computer has, as main
// does: the engine asks Go for it.
func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}
