package model

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/compare"
	"timeslice/sim/trace"
)

// TestTheRealRunIsAmongTheRuns: it opens beside the run of the model that it was compared
// with, and is what it is: it is saved as a recording, no link pretends to carry it, and
// what would change something changes the model's run.
func TestTheRealRunIsAmongTheRuns(t *testing.T) {
	m := scripted(t, busy)
	m.AllowReal()
	model, real := m.Branch(), scripted(t, busy+"setTimeout(() => {}, 20)").Trace()
	m.Reality.allowed = true
	require.True(t, m.Press("R"))
	order := m.Requests()[0].Order
	m.RealDone(order, &Outcome{Report: &compare.Report{}, Model: m.Trace(), Real: real, Runtime: "node v20.20.2"}, "")
	require.True(t, m.Press("O"))
	require.Same(t, real, m.Trace())
	require.Len(t, m.Branches, 2)
	require.Equal(t, 0, m.Branch().Parent)
	require.Nil(t, m.Share().Tree)

	require.True(t, m.Press("Y"))
	require.True(t, m.Notice.Bad)
	require.Empty(t, m.Requests())
	kept := m.kept
	require.True(t, m.Press("Ctrl+Shift+S"))
	saved := m.Requests()[0]
	require.Equal(t, "x.trace", saved.File)
	again, err := trace.ReadRecording([]byte(saved.Text))
	require.NoError(t, err)
	require.Equal(t, real.Hash(), again.Hash())
	m.Saved("x.trace", nil)
	require.Same(t, kept, m.kept, "the program itself has not been saved")

	require.True(t, m.Press("R"))
	require.Equal(t, Real, m.Screen)
	require.Empty(t, m.Requests(), "nothing is started")
	require.True(t, m.Press("O"))
	require.Len(t, m.Branches, 2, "it is there once")

	require.True(t, m.Press("C"))
	require.Zero(t, m.Current)
	require.NotSame(t, model, m.Branch())
	require.Same(t, model, m.Before)
	require.Equal(t, 3, m.Cores())
	require.Same(t, real, m.Branches[1].Trace())

	m.show(1)
	m.deleteBranch(Act{Subject: BranchSubject(0)})
	require.True(t, m.Press("C"))
	require.True(t, m.Notice.Bad, "there is no run of the model any more")
	require.Same(t, real, m.Trace())
}
