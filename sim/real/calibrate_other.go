//go:build !linux && !js

package real

import (
	"os"

	"github.com/shirou/gopsutil/v4/process"
)

// processCPU is the CPU time of this process.
func processCPU() int64 {
	p, err := process.NewProcess(int32(os.Getpid()))
	if err != nil {
		return 0
	}
	times, err := p.Times()
	if err != nil {
		return 0
	}
	return int64((times.User + times.System) * 1e9)
}

// threadCPU is not to be had here; nothing that needs it is measured.
func threadCPU() int64 { return processCPU() }

// measureKernel keeps the preset's costs of the kernel: only Linux is measured.
func (c *Calibration) measureKernel() error { return nil }

// recorderCPU is the CPU time of this process alone.
func recorderCPU() int64 { return processCPU() }
