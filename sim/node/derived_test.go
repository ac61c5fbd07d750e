package node

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestKeysAreDerivedOnce: the same key for the same inputs without the work, another
// for others; what one script does to its key, and what failed, stays with it.
func TestKeysAreDerivedOnce(t *testing.T) {
	l, worked := NewLibrary(), 0
	work := func() ([]byte, error) { worked++; return []byte{byte(worked)}, nil }
	derive := func(from string) []byte {
		key, err := l.derive(from, work)
		require.NoError(t, err)
		return key
	}
	first := derive("secret")
	first[0] = 99
	require.Equal(t, []byte{1}, derive("secret"))
	require.Equal(t, []byte{2}, derive("other"))
	derive("secret")[0] = 98
	require.Equal(t, []byte{1}, derive("secret"))
	require.Equal(t, 2, worked)
	_, err := l.derive("broken", func() ([]byte, error) { return nil, errors.New("no") })
	require.Error(t, err)
	require.Equal(t, []byte{3}, derive("broken"))
	for i := range mostDerived {
		derive(string(rune('a' + i)))
	}
	require.LessOrEqual(t, len(l.derived), mostDerived)
}
