package scenario

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// TestKnobsCanBeTurned: each knob can be turned to what it shows, to the next step
// up and down, and the machine then has that value.
func TestKnobsCanBeTurned(t *testing.T) {
	for _, machine := range []string{"{cores: 2}", "{preset: slow-motion, policy: mlfq}", "{preset: laptop, policy: cfs, quantum: 3ms}", "{policy: priority, cache: {cold: 1ms}}"} {
		s, err := Empty("x", machine)
		require.NoError(t, err)
		for _, k := range s.Knobs(Overrides{}) {
			require.False(t, k.Turned(), k.Key)
			for _, to := range []string{k.Value, k.Next(1), k.Next(-1), k.Next(3)} {
				if to == "0%" { // what it is where nothing is said
					continue
				}
				o := Overrides{Keys: map[string]string{k.Key: to}}
				r := &reader{faults: &faults{}, scenario: s}
				r.readMachine(s.machine, o)
				require.NoError(t, r.err(), "%s: %s", k.Key, to)
				if k.Section() == "node" {
					continue // there are many, all alike
				}
				for _, now := range s.Knobs(o) {
					if now.Key == k.Key {
						require.Equal(t, to, now.Value, k.Key)
						require.Equal(t, to != k.Value, now.Turned(), k.Key)
						require.Equal(t, k.Value, now.Own, k.Key)
					}
				}
			}
		}
	}
}

// TestStepsOfKnobs: durations go 1, 2, 5, 10; sizes double.
func TestStepsOfKnobs(t *testing.T) {
	k := Knob{Form: Duration, number: 2000}
	require.Equal(t, "5us", k.Next(1))
	require.Equal(t, "1us", k.Next(-1))
	require.Equal(t, "20us", k.Next(3))
	require.Equal(t, "0s", k.Next(-100))
	k.number = 2300
	require.Equal(t, "5us", k.Next(1))
	require.Equal(t, "2us", k.Next(-1))
	k = Knob{Form: Size, number: 1 << 20}
	require.Equal(t, "2MiB", k.Next(1))
	require.Equal(t, "512KiB", k.Next(-1))
}

// TestTurnedKeysThatAreWrong are told by their names.
func TestTurnedKeysThatAreWrong(t *testing.T) {
	for key, value := range map[string]string{"costs.frok": "1ms", "quantum": "soon", "preset": "mainframe", "limits.facts": "9", "nonsense.x": "1", "levels": "3ms", "hz": "", "costs.fork": ""} {
		s, err := Empty("x", "{policy: rr}")
		require.NoError(t, err)
		_, err = s.Machine(Overrides{Keys: map[string]string{key: value}})
		require.Error(t, err, key)
	}
}

// TestTurnedCostsCount: what is dearer takes longer, of the machine and of Node.
func TestTurnedCostsCount(t *testing.T) {
	end := func(keys map[string]string) trace.Time {
		s, err := Read("x", []byte("machine: {preset: laptop, policy: rr}\nprocesses: [{name: A, run: [cpu 10ms]}, {name: B, run: [cpu 10ms]}]"))
		require.NoError(t, err)
		m, err := s.Machine(Overrides{Keys: keys})
		require.NoError(t, err)
		m.Run()
		return m.Trace().End()
	}
	require.Greater(t, end(map[string]string{"switch-cost": "1ms"}), end(nil))
	require.Equal(t, end(map[string]string{"switch-cost": "2us"}), end(nil))
}

// TestMeasuredCosts: they count for a machine that names no preset, after the laptop's
// and before what it says itself; and are told by their file if they are wrong.
func TestMeasuredCosts(t *testing.T) {
	const measured = "switch-cost: 7us\ncosts:\n  fork: 9us\n  pipe: 3us\nnode:\n  start: 4ms\n"
	costs := func(machine string, keys map[string]string) machineSpec {
		s, err := Empty("x", machine)
		require.NoError(t, err)
		return s.spec(Overrides{Calibration: measured, Keys: keys})
	}
	m := costs("{policy: rr, costs: {fork: 1us}}", map[string]string{"costs.pipe": "2us"})
	require.EqualValues(t, 7000, m.costs.SwitchNs)
	require.EqualValues(t, 1000, m.costs.ForkNs)
	require.EqualValues(t, 2000, m.costs.PipeNs)
	require.EqualValues(t, 4_000_000, m.node.StartNs)
	laptop, _ := sim.FindPreset("laptop")
	require.Equal(t, laptop.Costs.ExecNs, m.costs.ExecNs)
	require.Zero(t, costs("{policy: rr, preset: textbook}", nil).costs)
	require.Zero(t, costs("{policy: rr}", map[string]string{"preset": "textbook"}).costs)
	for machine, want := range map[string][2]bool{"{policy: rr}": {true, false}, "{switch-cost: 1us}": {true, true}, "{preset: laptop}": {false, false}} {
		s, err := Empty("x", machine)
		require.NoError(t, err)
		calibrated, own := s.Calibrated()
		require.Equal(t, want, [2]bool{calibrated, own}, machine)
	}
	s, err := Empty("x", "{policy: rr}")
	require.NoError(t, err)
	_, err = s.Machine(Overrides{Calibration: "costs:\n  frok: 1us\n"})
	require.Error(t, err)
	require.ErrorContains(t, CheckCalibration("machine.yaml", "costs:\n  frok: 1us\n"), "machine.yaml:2:3: ")
	require.Nil(t, CheckCalibration("machine.yaml", measured))
}
