package node

import (
	"github.com/grafana/sobek"
)

// messagesBinding holds the ports that messages go between.
func (n *Environment) messagesBinding() sobek.Value {
	e := n.isolate.Engine
	portOf := func(v sobek.Value) *port { return v.Export().(*port) }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// port(deliver, closed, end): a port that hears of nobody yet, or has an
		// end that came from elsewhere. deliver(parcel) is called for each message,
		// closed() when the port is closed.
		"port": func(c sobek.FunctionCall) sobek.Value {
			p := n.newPort(n.function(c.Argument(0)), n.function(c.Argument(1)))
			end, came := c.Argument(2).Export().(*portEnd)
			if !came {
				end = &portEnd{}
			}
			p.adopt(end)
			return e.ToValue(p)
		},
		// ends(): the two ends of a channel that no port has yet.
		"ends": func(sobek.FunctionCall) sobek.Value {
			g, one, other := &portGroup{}, &portEnd{}, &portEnd{}
			one.join(g)
			other.join(g)
			return e.NewArray(one, other)
		},
		// connect(port, port): two ends of a channel.
		"connect": func(c sobek.FunctionCall) sobek.Value {
			g := &portGroup{}
			portOf(c.Argument(0)).end.join(g)
			portOf(c.Argument(1)).end.join(g)
			return nil
		},
		// joinNamed(port, name): one of a broadcast channel's.
		"joinNamed": func(c sobek.FunctionCall) sobek.Value {
			portOf(c.Argument(0)).end.join(n.channels.group(c.Argument(1).String()))
			return nil
		},
		// post(port, parcel): whether somebody will get it; undefined if the port
		// is closed, null if the parcel has the other port in it.
		"post": func(c sobek.FunctionCall) sobek.Value {
			p := portOf(c.Argument(0))
			if p.closed || p.end == nil {
				n.drop(parcelOf(c.Argument(1)))
				return sobek.Undefined()
			}
			if parcel := parcelOf(c.Argument(1)); parcel.losesItself(p.end) {
				n.drop(parcel)
				return sobek.Null()
			}
			return e.ToValue(n.postMessage(p.end, parcelOf(c.Argument(1))))
		},
		// receive(port): the parcel of the first message, undefined if there is none.
		"receive": func(c sobek.FunctionCall) sobek.Value {
			p := portOf(c.Argument(0))
			n.isolate.Settle()
			if p.waiting() == 0 || p.end.messages[0].closing {
				return sobek.Undefined()
			}
			return e.ToValue(p.pop(n).parcel)
		},
		// isAttached(port): whether it has an end that can be sent elsewhere.
		"isAttached": func(c sobek.FunctionCall) sobek.Value {
			p := portOf(c.Argument(0))
			return e.ToValue(!p.closed && p.end != nil)
		},
		// detach(port): its end, to be sent elsewhere.
		"detach": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(portOf(c.Argument(0)).detach()) },
		"start":  func(c sobek.FunctionCall) sobek.Value { portOf(c.Argument(0)).start(); return nil },
		"stop":   func(c sobek.FunctionCall) sobek.Value { portOf(c.Argument(0)).receiving = false; return nil },
		"close":  func(c sobek.FunctionCall) sobek.Value { portOf(c.Argument(0)).close(); return nil },
		"setRef": func(c sobek.FunctionCall) sobek.Value {
			portOf(c.Argument(0)).setRef(c.Argument(1).ToBoolean())
			return nil
		},
		// hasRef(port): undefined if it is closed.
		"hasRef": func(c sobek.FunctionCall) sobek.Value {
			if portOf(c.Argument(0)).closed {
				return sobek.Undefined()
			}
			return e.ToValue(portOf(c.Argument(0)).ref)
		},
	})
}
