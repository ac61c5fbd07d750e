//go:build !js

package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/real"
)

// TestACalibrationIsAPreset: what calibrate writes, run reads, and the costs are
// those that were measured.
func TestACalibrationIsAPreset(t *testing.T) {
	m := newMemory()
	m.files["a.js"] = `process.exit()`
	require.Contains(t, m.timeslice([]string{"run", "a.js", "--calibrated"}), "has not been measured")
	measured := real.Calibration{
		System: "linux/amd64", Node: "v20.20.2", Cores: 2, SwitchNs: 1, SyscallNs: 2, ThreadStartNs: 3, SpawnNs: 4, PipeNs: 5, SocketNs: 6,
		CopyPerKiBNs: 7, PageFaultNs: 11, CopyOnWriteNs: 12, NodeStartNs: 123_456_789, NodeBytes: 30 << 20, StatementNs: 8, LoadPerKiBNs: 14, Pbkdf2Ns: 9, Pbkdf2Sha2Ns: 13, WorkerStartNs: 10,
	}
	m.files["/config/timeslice/machine.yaml"] = measured.Preset()
	require.Contains(t, m.timeslice([]string{"run", "a.js", "--calibrated", "--report", "text"}), "123.")
	m.files["/config/timeslice/machine.yaml"] = "costs: {sysall: 1ns}\n"
	require.Contains(t, m.timeslice([]string{"run", "a.js", "--calibrated"}), "syscall")
	m.files["x.yaml"] = "processes: [{name: A, run: [cpu 1ms]}]"
	require.Contains(t, m.timeslice([]string{"run", "x.yaml", "--calibrated"}), "/config/timeslice/machine.yaml:1:9: unknown key \"sysall\" in costs")
	m.files["/config/timeslice/machine.yaml"] = measured.Preset()
	require.Contains(t, m.timeslice([]string{"run", "x.yaml", "--calibrated", "--report", "json"}), `"preset": "laptop"`)
	m.files["x.yaml"] = "machine: {preset: server}\nprocesses: [{name: A, run: [cpu 1ms]}]"
	require.Contains(t, m.timeslice([]string{"run", "x.yaml", "--calibrated"}), "--calibrated is for scripts")
}

// TestDoubtfulCalibrations: what is kept, with a warning, and not.
func TestDoubtfulCalibrations(t *testing.T) {
	for _, c := range []struct {
		foreign, spread   int64
		doubtful, refused bool
	}{{0, 0, false, false}, {15, 15, false, false}, {16, 0, true, false}, {0, 61, true, true}, {80, 0, true, true}} {
		doubtful, refused := (&real.Calibration{ForeignPercent: c.foreign, SpreadPercent: c.spread}).Doubt()
		require.Equal(t, []bool{c.doubtful, c.refused}, []bool{doubtful, refused}, "%+v", c)
	}
}
