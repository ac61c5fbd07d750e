//go:build !js

package main

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
)

// orderSample is of how many scripts of the differential suite one is run for real:
// all of them are compared with what Node was seen to print whenever they change; this
// asks whether the orders that the model calls races are enough for a computer that is
// busy with other tests. With -orders 1 all of them are.
var orderSample = flag.Int("orders", 12, "of how many scripts of the differential suite one is run for real, to see its order of lines")

// TestTheOrderOfOutputIsTheModels: scripts of the differential suite, run by the Node of
// this computer, print what the model allows: its lines, in an order that is its own but
// for lines that race.
func TestTheOrderOfOutputIsTheModels(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("there is no node on the PATH")
	}
	if testing.Short() {
		t.Skip("it starts some forty processes of Node")
	}
	var scripts []string
	require.NoError(t, filepath.WalkDir(filepath.Join("sim", "node", "testdata", "conformance"), func(name string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".js" {
			scripts = append(scripts, name)
		}
		return err
	}))
	library, compared, own := node.NewLibrary(), 0, 0
	for i := 0; i < len(scripts); i += max(1, *orderSample) {
		source, err := os.ReadFile(scripts[i])
		require.NoError(t, err)
		name := filepath.Base(scripts[i])
		machine, err := scenario.Script(name, node.Options{
			Script: scenario.ScriptFolder + "/" + name, Files: node.Files{scenario.ScriptFolder + "/" + name: source},
			Library: library, Costs: node.DefaultCosts(), Guard: &node.Guard{},
		}, nil, scenario.Overrides{})
		require.NoError(t, err)
		model := compare.RunOf(machine.Run())
		root := t.TempDir() // of a disk like the simulated one: the suite's own outputs were made so
		folder := filepath.Join(root, "app")
		require.NoError(t, os.Mkdir(folder, 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), source, 0o644))
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		run := exec.CommandContext(ctx, "node", filepath.Join(folder, name))
		run.Dir, run.Stdin = folder, strings.NewReader("")
		run.Env = []string{"HOME=" + root, "LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")} // as a simulated script has them
		printed, _ := run.Output()
		cancel()
		lines := strings.ReplaceAll(string(printed), root, "")
		compared++
		if lines == model.Output {
			own++
			continue
		}
		broken, allowed := compare.ReadOrder(model.Trace).Allows(compare.LinesOf(lines))
		if !allowed && !isStoredRace(t, scripts[i], lines) {
			t.Errorf("%s: line %d is not one that the model allows there\nmodel:\n%s\nreal:\n%s", scripts[i], broken+1, model.Output, lines)
		}
	}
	t.Logf("%d scripts; %d printed in the model's own order, the others in one that it allows", compared, own)
}

// isStoredRace reports whether what a script printed is one of several outcomes of a race
// that are stored beside it, as where one line tells who came first.
func isStoredRace(t *testing.T, script, printed string) bool {
	outcomes, err := filepath.Glob(strings.TrimSuffix(script, ".js") + ".out[0-9]*")
	require.NoError(t, err)
	for _, outcome := range outcomes {
		stored, err := os.ReadFile(outcome)
		require.NoError(t, err)
		if end := strings.LastIndex(string(stored), "exit "); end >= 0 && string(stored[:end]) == printed {
			return true
		}
	}
	return false
}
