package scenario

import (
	"testing"

	"github.com/stretchr/testify/require"

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
