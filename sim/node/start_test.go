package node_test

import (
	"testing"

	"timeslice/sim/node"
)

// BenchmarkStart starts a process whose script does nothing, and ends it.
func BenchmarkStart(b *testing.B) {
	library := node.NewLibrary()
	o := node.Options{Script: "/app/main.js", Files: node.Files{"/app/main.js": []byte("0")}, Library: library, Costs: node.DefaultCosts()}
	simulate(b, o, "")
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		simulate(b, o, "")
	}
}
