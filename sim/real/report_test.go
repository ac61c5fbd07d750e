//go:build !js

package real

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestPackedSwitchesAreTheSame: what is packed comes out as it went in, and of what
// was cut off somewhere, what stands before that.
func TestPackedSwitchesAreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(-1, 1<<40)
		one := rapid.Custom(func(t *rapid.T) Switch {
			s := Switch{
				Ns: rapid.Int64Range(0, 1<<50).Draw(t, "ns"), What: SwitchKind(rapid.IntRange(0, int(Exited)).Draw(t, "what")),
				Core: number.Draw(t, "core"), Process: number.Draw(t, "process"), Thread: number.Draw(t, "thread"),
			}
			if s.What.byAnother() {
				s.ByProcess, s.ByThread = number.Draw(t, "by process"), number.Draw(t, "by thread")
			}
			return s
		})
		switches := rapid.SliceOfN(one, 1, 20).Draw(t, "switches")
		var p packer
		for i := range switches {
			p.add(&switches[i])
		}
		packed := p.take()
		require.Equal(t, switches, unpack(packed))
		require.Empty(t, p.take())
		cut := unpack(packed[:rapid.IntRange(0, len(packed)).Draw(t, "cut")])
		require.LessOrEqual(t, len(cut), len(switches))
		for i := range max(0, len(cut)-1) { // the last may be half of one
			require.Equal(t, switches[i], cut[i])
		}
	})
}
