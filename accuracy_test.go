//go:build !js

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/real"
)

// TestMain lets the test binary play the helpers of a real run, as timeslice does.
func TestMain(m *testing.M) {
	if code, played := real.Role(os.Args); played {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// TestAccuracyFindsThePrograms: a script alone, all that lie in a folder, and a
// lesson's program with its files.
func TestAccuracyFindsThePrograms(t *testing.T) {
	env := thisComputer(nil, nil)
	p := &program{words: words.New(words.English), env: env}
	names := func(given ...string) (found []string) {
		candidates, err := (&accuracyCommand{Programs: given}).candidates(p)
		require.NoError(t, err)
		for i := range candidates {
			found = append(found, candidates[i].name)
		}
		return found
	}
	require.Equal(t, []string{"01-process"}, names("lessons/01-process"))
	require.Contains(t, names("lessons/scenarios"), "lessons/scenarios/01-convoy.yaml")
	require.Greater(t, len(names("sim/node/testdata/conformance/ordering")), 40)
	_, err := (&accuracyCommand{Programs: []string{t.TempDir()}}).candidates(p)
	require.ErrorContains(t, err, "no script")
	_, err = (&accuracyCommand{Programs: []string{"nowhere.js"}}).candidates(p)
	require.ErrorContains(t, err, "nowhere.js")
	one, err := p.candidateOf("lessons/03-one-loop-four-helpers/program/main.js")
	require.NoError(t, err)
	require.Len(t, one.files, 1)
	_, err = (&accuracyCommand{Runs: 1}).compare(context.Background(), p, &candidate{file: "nowhere.yaml"})
	require.ErrorContains(t, err, "nowhere.yaml")
}

// TestEachRunFindsTheSameFiles: what a run wrote is gone before the next.
func TestEachRunFindsTheSameFiles(t *testing.T) {
	if _, err := real.FindNode(); err != nil {
		t.Skip("no node on PATH")
	}
	p := &program{words: words.New(words.English), env: thisComputer(nil, nil), library: node.NewLibrary(), guard: &node.Guard{}}
	const source = "const fs = require('fs'); fs.appendFileSync('kept', 'x'); console.log(fs.readFileSync('kept', 'utf8'))"
	c := &accuracyCommand{Runs: 3, Limit: span(30 * time.Second)}
	compared, err := c.compare(context.Background(), p, &candidate{name: "main.js", main: "main.js", files: map[string][]byte{"main.js": []byte(source)}})
	require.NoError(t, err)
	require.Nil(t, compared.report.FirstDifference)
	require.Len(t, compared.report.Orders, 1)
	require.Equal(t, 3, compared.report.Orders[0].Times)
}

// TestAccuracyIsTold: as text and as Markdown, in which nothing breaks a table.
func TestAccuracyIsTold(t *testing.T) {
	lines := []string{"a|b", "c"}
	table := &compare.Table{System: "linux/amd64", Cores: 2, Node: "v20", Runs: 3, Rows: []compare.Row{
		{Program: "x|y.js", Output: compare.VerdictDiffers, CodesEqual: true, Preset: "laptop", Tier: "exact", ForeignPercent: 40,
			CPU: compare.Twin{Model: 1_500_000, Real: 2_000_000}, Difference: &compare.Difference{Stream: "stdout", Line: 1, Model: &lines[0], Real: &lines[1]}},
		{Program: "z.js", Problem: "it cannot be read", ForeignPercent: -1},
	}}
	for _, language := range words.Languages() {
		say := words.New(language)
		markdown := terminal.AccuracyMarkdown(table, say)
		require.Contains(t, markdown, `| x\|y.js | `+say.Say("accuracy.output.differs")+" | 1.5 ms | 2.0 ms | - | 0.0 ms | 0.0 ms | - | 40% |")
		text := terminal.Accuracy(table, terminal.Style{Width: 200}, say)
		for _, told := range [][]string{markdown, text} {
			require.Contains(t, told, "z.js: it cannot be read")
			require.Contains(t, told, say.Say("accuracy.busy", "Percent", terminal.BusyPercent))
		}
	}
}

// TestCancellingEndsWhatIsSimulated: a script without an end is simulated no longer
// when the comparison is cancelled.
func TestCancellingEndsWhatIsSimulated(t *testing.T) {
	p := &program{words: words.New(words.English), env: thisComputer(nil, nil), library: node.NewLibrary(), guard: &node.Guard{}}
	file := filepath.Join(t.TempDir(), "endless.js")
	require.NoError(t, os.WriteFile(file, []byte("while (true) ;"), 0o600))
	read, err := p.readScript(file, "")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, _, err = (&compareCommand{File: file}).simulate(ctx, p, read)
	require.ErrorContains(t, err, "cancelled")
}
