package scheduler_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestStories tells every story under testdata/stories: one file a policy.
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/stories/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { tellStories(t, path) })
	}
}
