package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReadmesShowWhatTheProgramPrints: every block of a README that begins
// with "$ go run . …" is, line for line, what that command prints. The YAML
// block is the file turns.yaml.
func TestReadmesShowWhatTheProgramPrints(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh.md"} {
		page, err := os.ReadFile(name)
		require.NoError(t, err)
		m := newMemory()
		compared := 0
		for _, block := range blocks(string(page)) {
			if source, isScenario := strings.CutPrefix(block, "yaml\n"); isScenario {
				m.files["turns.yaml"] = source
				continue
			}
			command, printed, _ := strings.Cut(strings.TrimPrefix(block, "text\n"), "\n")
			args, isCommand := strings.CutPrefix(command, "$ go run . ")
			if !isCommand {
				continue
			}
			require.Equal(t, m.timeslice(strings.Fields(args)), printed, "%s: %s", name, command)
			compared++
		}
		require.GreaterOrEqual(t, compared, 2, "%s shows no command", name)
	}
}

// blocks are the fenced blocks of a page, each with its language on its first
// line.
func blocks(page string) []string {
	var found []string
	for i, part := range strings.Split("\n"+page, "\n```") {
		if i%2 == 1 {
			found = append(found, part+"\n")
		}
	}
	return found
}
