package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
)

// TestProgressIsKept: what was come to in lessons is there at the next start, and
// a file that is broken is told and nothing else.
func TestProgressIsKept(t *testing.T) {
	kept := map[string][]byte{}
	env := newMemory().environment()
	env.configFolder = "config"
	env.readFile = func(name string) ([]byte, error) {
		if text, found := kept[name]; found {
			return text, nil
		}
		return newMemory().environment().readFile(name)
	}
	env.replace = func(name string, text []byte) error { kept[name] = text; return nil }
	p := &program{env: env, words: words.New(words.English)}

	first := model.New(model.Preferences{Language: words.English})
	require.NoError(t, p.readProgress(first), "nothing was kept yet")
	first.Progress = model.Progress{Done: map[string][]string{"01-process": {"workers"}}, Step: map[string]int{"01-process": 3}}
	require.NoError(t, p.keepProgress(first.Progress))

	second := model.New(model.Preferences{Language: words.English})
	require.NoError(t, p.readProgress(second))
	require.Equal(t, first.Progress.Done, second.Progress.Done)
	require.Equal(t, first.Progress.Step, second.Progress.Step)

	for name := range kept {
		kept[name] = []byte("{")
		require.ErrorContains(t, p.readProgress(second), name)
	}
	require.Equal(t, first.Progress.Done, second.Progress.Done)
}
