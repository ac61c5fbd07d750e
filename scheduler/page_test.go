package scheduler_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestThePageShowsTheRealCode: docs/policies.md teaches by code that exists.
// Its first block of Go is the whole file it names, and its second stands in
// the list of policies.
func TestThePageShowsTheRealCode(t *testing.T) {
	read := func(path string) string {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		return string(text)
	}
	page := read("../docs/policies.md")
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(page, -1)
	require.Len(t, blocks, 2)
	require.Equal(t, read("hrrn.go"), blocks[0][1], "copy scheduler/hrrn.go into the page")
	require.Contains(t, read("policies.go"), blocks[1][1])
}
