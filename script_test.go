package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRelative: a script and the folder of --root may be named each in its own
// way, from the working directory or from the root.
func TestRelative(t *testing.T) {
	here, err := os.Getwd()
	require.NoError(t, err)
	for _, names := range [][2]string{
		{"below", "below/main.js"}, {here + "/below", "below/main.js"}, {"below", here + "/below/main.js"}, {here + "/below", here + "/below/main.js"},
	} {
		found, err := relative(filepath.FromSlash(names[0]), filepath.FromSlash(names[1]))
		require.NoError(t, err)
		require.Equal(t, "main.js", found)
	}
}
