package main

import (
	"bytes"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestVersionIsOneLine: the flag prints it whatever else was written, and it tells
// what Go has stamped.
func TestVersionIsOneLine(t *testing.T) {
	for _, args := range [][]string{{"--version"}, {"--lang=zh", "--version"}} {
		var out, wrong bytes.Buffer
		require.Zero(t, run(args, strings.NewReader(""), &out, &wrong, newMemory().environment()))
		require.Regexp(t, `^timeslice \S+ go\S+ [a-z0-9]+/[a-z0-9]+\n$`, out.String())
		require.Empty(t, wrong.String())
	}
	stamped := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}
	require.Contains(t, versionOf(stamped, true), "timeslice v1.2.3 go")
	require.Contains(t, versionOf(nil, false), "timeslice (devel) go")
}
