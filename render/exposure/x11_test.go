//go:build linux || freebsd || netbsd || openbsd

package exposure

import (
	"encoding/binary"
	"os"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/stretchr/testify/require"
)

// TestWhatIsUncoveredIsTold: another window covers one and is taken away again; whose
// picture that was is told once. A window that is not there is an error.
func TestWhatIsUncoveredIsTold(t *testing.T) {
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no display (DISPLAY is not set)")
	}
	conn, err := xgb.NewConn()
	require.NoError(t, err)
	defer conn.Close()
	show(t, conn, "exposure-test")
	_, err = Of(os.Getpid(), "another-class")
	require.ErrorContains(t, err, `has no window of class "another-class"`)
	_, err = Of(1, "exposure-test")
	require.ErrorContains(t, err, "process 1 has no window")

	w, err := Of(os.Getpid(), "exposure-test")
	require.NoError(t, err)
	require.False(t, w.Lost())
	cover := show(t, conn, "exposure-cover")
	require.False(t, w.Lost(), "it is covered: there is nothing to be shown")
	require.NoError(t, xproto.DestroyWindowChecked(conn, cover).Check())
	require.Eventually(t, w.Lost, 5*time.Second, time.Millisecond)
	require.False(t, w.Lost())
}

// show puts a window of this process on the screen, which no window manager moves.
func show(t *testing.T, conn *xgb.Conn, class string) xproto.Window {
	id, err := xproto.NewWindowId(conn)
	require.NoError(t, err)
	screen := xproto.Setup(conn).DefaultScreen(conn)
	require.NoError(t, xproto.CreateWindowChecked(conn, screen.RootDepth, id, screen.Root, 10, 10, 100, 100, 0, xproto.WindowClassInputOutput,
		screen.RootVisual, xproto.CwOverrideRedirect, []uint32{1}).Check())
	names := []byte(class + "\x00" + class + "\x00")
	require.NoError(t, xproto.ChangePropertyChecked(conn, xproto.PropModeReplace, id, xproto.AtomWmClass, xproto.AtomString, 8, uint32(len(names)), names).Check())
	const name = "_NET_WM_PID"
	atom, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
	require.NoError(t, err)
	number := binary.NativeEndian.AppendUint32(nil, uint32(os.Getpid()))
	require.NoError(t, xproto.ChangePropertyChecked(conn, xproto.PropModeReplace, id, atom.Atom, xproto.AtomCardinal, 32, 1, number).Check())
	require.NoError(t, xproto.MapWindowChecked(conn, id).Check())
	return id
}
