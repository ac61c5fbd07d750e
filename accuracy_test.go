//go:build !js

package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/real"
)

// TestMain lets the test binary play the helpers of a real run, as timeslice does, and
// sets the clock's zone as main does: before anything else runs, since what the tests
// start may read it for as long as they do.
func TestMain(m *testing.M) {
	time.Local = node.Zone()
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
	err = (&accuracyCommand{Runs: 1}).compare(context.Background(), p, &candidate{file: "nowhere.yaml"}, &compare.Table{})
	require.ErrorContains(t, err, "nowhere.yaml")
}

// TestEachRunFindsTheSameFiles: what a run wrote is gone before the next.
func TestEachRunFindsTheSameFiles(t *testing.T) {
	if _, err := real.FindNode(); err != nil {
		t.Skip("no node on PATH")
	}
	p := &program{words: words.New(words.English), env: thisComputer(nil, nil), library: node.NewLibrary(), guard: &node.Guard{}}
	const source = "const fs = require('fs'); fs.appendFileSync('kept', 'x'); console.log(fs.readFileSync('kept', 'utf8'))"
	c, table := &accuracyCommand{Runs: 2, Limit: span(30 * time.Second)}, &compare.Table{Cores: 2}
	require.NoError(t, c.compare(context.Background(), p, &candidate{name: "main.js", main: "main.js", files: map[string][]byte{"main.js": []byte(source)}}, table))
	require.Equal(t, compare.VerdictEqual, table.Rows[0].Output)
	require.Equal(t, "calibrated", table.Rows[0].Preset)
	require.NotNil(t, table.Rows[0].CPUSpread)
	require.GreaterOrEqual(t, table.Measured.Times, 3) // before the first run, and after each
}

// TestScenariosAreComparedWithMeasuredCosts: in a comparison with those that were kept,
// in a table with those of the moment; but not if the scenario names a preset.
func TestScenariosAreComparedWithMeasuredCosts(t *testing.T) {
	env := thisComputer(nil, nil)
	env.configFolder = t.TempDir()
	p := &program{words: words.New(words.English), env: env, library: node.NewLibrary(), guard: &node.Guard{}}
	file := func(name, machine string) string {
		name = filepath.Join(env.configFolder, name)
		require.NoError(t, os.WriteFile(name, []byte("machine: "+machine+"\nprocesses: [{name: A, run: [cpu 1ms, alloc 4KiB, touch 4KiB]}]\n"), 0o600))
		return name
	}
	plain, own, named := file("plain.yaml", "{cores: 1}"), file("own.yaml", "{costs: {page-fault: 3ms}}"), file("named.yaml", "{preset: laptop}")
	costs := func(name string) (string, int64) {
		c := &compareCommand{File: name, Runs: 1, Limit: span(time.Minute), Tier: "best"}
		compared, err := c.compare(context.Background(), p, func(int, *real.Report) {})
		require.NoError(t, err)
		return compared.report.Preset, compared.report.Total["cpu_ns"].Model
	}
	preset, bare := costs(plain)
	require.Equal(t, "textbook", preset)
	measured := real.Calibration{PageFaultNs: 2_000_000}
	kept, err := p.calibrationFile()
	require.NoError(t, err)
	require.NoError(t, env.replace(kept, []byte(measured.Preset())))
	preset, cpu := costs(plain)
	require.Equal(t, "calibrated", preset)
	require.GreaterOrEqual(t, cpu, bare+2_000_000)
	preset, cpu = costs(own)
	require.Equal(t, "calibrated-scenario", preset)
	require.GreaterOrEqual(t, cpu, bare+3_000_000)
	preset, cpu = costs(named)
	require.Equal(t, "scenario", preset)
	require.Less(t, cpu, bare+2_000_000)
	table := &compare.Table{Cores: 2}
	for _, name := range []string{plain, named} {
		require.NoError(t, (&accuracyCommand{Runs: 2, Limit: span(time.Minute)}).compare(context.Background(), p, &candidate{name: name, file: name}, table))
	}
	require.Equal(t, "calibrated", table.Rows[0].Preset)
	require.NotNil(t, table.Rows[0].CPUSpread)
	require.GreaterOrEqual(t, table.Measured.Times, 3)
	require.Equal(t, "scenario", table.Rows[1].Preset)
	require.Nil(t, table.Rows[1].CPUSpread)
}

// TestAccuracyIsTold: as text and as Markdown, in which nothing breaks a table.
func TestAccuracyIsTold(t *testing.T) {
	lines := []string{"a|b", "c"}
	table := &compare.Table{System: "linux/amd64", Cores: 2, Node: "v20", Runs: 3, Rows: []compare.Row{
		{Program: "x|y.js", Output: compare.VerdictDiffers, CodesEqual: true, Preset: "laptop", Tier: "exact", ForeignPercent: 40,
			CPU: compare.Twin{Model: 1_500_000, Real: 2_000_000}, Difference: &compare.Difference{Stream: "stdout", Line: 1, Model: &lines[0], Real: &lines[1]}},
		{Program: "z.js", Problem: "it cannot be read", ForeignPercent: -1},
	}}
	table.Rows = append(table.Rows, compare.Row{Program: "near.js", CPUSpread: &compare.Spread{Least: "-2.5", Most: "7.0"}, Unsteady: 1, Repeated: 4})
	table.Measured = &compare.Measured{Times: 9}
	table.Measured.Note("node.start", 60_000_000)
	table.Measured.Note("node.start", 50_000_000)
	table.Measured.Note("node.pbkdf2", 400)
	for _, language := range words.Languages() {
		say := words.New(language)
		markdown := terminal.AccuracyMarkdown(table, say)
		require.Contains(t, markdown, `| x\|y.js | `+say.Say("accuracy.output.differs")+" | 1.5 ms | 2.0 ms | - | - | 0.0 ms | 0.0 ms | - | 40% |")
		require.Contains(t, strings.Join(markdown, "\n"), say.Say("accuracy.measured-cost", "What", say.Say("ui.knob-of.node.start"), "Least", "50.0 ms", "Most", "60.0 ms"))
		require.Contains(t, strings.Join(markdown, "\n"), say.Say("accuracy.spread", "Least", "-2.5", "Most", "7.0"))
		text := terminal.Accuracy(table, terminal.Style{Width: 400}, say)
		for _, told := range [][]string{markdown, text} {
			require.Contains(t, told, "z.js: it cannot be read")
			require.Contains(t, told, say.Say("accuracy.unsteady", "Repeated", 4, "Unsteady", 1, "Percent", compare.SteadyPercent))
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
	c := &compareCommand{File: file}
	read, err := c.readScript(p)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = (&scriptSubject{command: c, p: p, read: read}).simulate(ctx)
	require.ErrorContains(t, err, "cancelled")
}
