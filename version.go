package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/alecthomas/kong"
)

// versionFlag prints which timeslice this is instead of carrying out a command.
type versionFlag bool

const versionName = "version"

// BeforeReset is called by the parser as soon as it has seen the flag.
func (versionFlag) BeforeReset(_ *kong.Context, p *program) error {
	p.print(versionOf(debug.ReadBuildInfo()))
	return errTold
}

// versionOf is one line: the version as Go has stamped it (of a tag, or of a commit
// and its time), the Go that compiled it, and for which system.
func versionOf(build *debug.BuildInfo, known bool) string {
	version := "(devel)"
	if known && build.Main.Version != "" {
		version = build.Main.Version
	}
	return fmt.Sprintf("timeslice %s %s %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
