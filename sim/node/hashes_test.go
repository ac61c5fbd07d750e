package node_test

import (
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// hashes are those of the traces of the suite's scripts, from a file that
// another run of the tests has made, perhaps on another platform.
type hashes struct {
	mu    sync.Mutex
	known map[string]string // nil if they are to be made
	made  []string
}

// newHashes reads the file of the flag -traces, if there is one.
func newHashes(t *testing.T) *hashes {
	h := &hashes{}
	if *traces == "" {
		return h
	}
	text, err := os.ReadFile(*traces)
	if os.IsNotExist(err) {
		t.Cleanup(func() {
			slices.Sort(h.made)
			require.NoError(t, os.WriteFile(*traces, []byte(strings.Join(h.made, "")), 0o600))
		})
		return h
	}
	require.NoError(t, err)
	h.known = map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, hash, _ := strings.Cut(strings.TrimSpace(line), " ")
		h.known[name] = hash
	}
	return h
}

// check compares the hash of a script's trace with the one that is known, or
// notes it.
func (h *hashes) check(t *testing.T, script string, hash [32]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	text := hex.EncodeToString(hash[:])
	if h.known != nil {
		require.Equal(t, h.known[script], text, "%s leaves another trace than where %s was made", script, *traces)
		return
	}
	h.made = append(h.made, fmt.Sprintf("%s %s\n", script, text))
}
