//go:build linux || freebsd || netbsd || openbsd

package exposure

import (
	"encoding/binary"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// watch has a connection of its own with the display: any client may ask to be sent
// a window's Expose events, beside the one whose window it is (the X protocol's
// ChangeWindowAttributes).
type watch struct {
	conn *xgb.Conn
	lost atomic.Bool
}

// Of watches the window of a process whose class (WM_CLASS) is so called. It may be
// called as soon as the window is on the screen.
func Of(process int, class string) (Watch, error) {
	xgb.Logger.SetOutput(io.Discard) // it tells of displays without passwords
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("exposure: %w", err)
	}
	w := &watch{conn: conn}
	if err := w.begin(uint32(process), class); err != nil {
		conn.Close()
		return nil, fmt.Errorf("exposure: %w", err)
	}
	go w.serve()
	return w, nil
}

// Lost reports whether a part of the window has lost its picture since the last call.
func (w *watch) Lost() bool { return w.lost.Swap(false) }

// begin asks for the events of the window.
func (w *watch) begin(process uint32, class string) error {
	const name = "_NET_WM_PID"
	id, err := xproto.InternAtom(w.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return err
	}
	root := xproto.Setup(w.conn).DefaultScreen(w.conn).Root
	window := w.find(root, func(window xproto.Window) bool {
		number := w.property(window, id.Atom)
		return len(number) == 4 && binary.NativeEndian.Uint32(number) == process && string(w.property(window, xproto.AtomWmClass)) == class+"\x00"+class+"\x00"
	})
	if window == 0 {
		return fmt.Errorf("process %d has no window of class %q on the display", process, class)
	}
	return xproto.ChangeWindowAttributesChecked(w.conn, window, xproto.CwEventMask, []uint32{xproto.EventMaskExposure}).Check()
}

// find is the first window at or below one that is the wanted one, or 0: a window
// manager puts the programs' windows into its own.
func (w *watch) find(window xproto.Window, wanted func(xproto.Window) bool) xproto.Window {
	if wanted(window) {
		return window
	}
	tree, err := xproto.QueryTree(w.conn, window).Reply()
	if err != nil {
		return 0 // it was closed meanwhile
	}
	for _, child := range tree.Children {
		if found := w.find(child, wanted); found != 0 {
			return found
		}
	}
	return 0
}

// property is a window's property, as the display has it; nil if there is none.
func (w *watch) property(window xproto.Window, name xproto.Atom) []byte {
	reply, err := xproto.GetProperty(w.conn, false, window, name, xproto.GetPropertyTypeAny, 0, 64).Reply()
	if err != nil {
		return nil
	}
	return reply.Value
}

// serve takes the events until the display closes the connection.
func (w *watch) serve() {
	for {
		event, err := w.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		if _, is := event.(xproto.ExposeEvent); is {
			w.lost.Store(true)
		}
	}
}
