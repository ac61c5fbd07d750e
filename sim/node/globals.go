package node

import "github.com/grafana/sobek"

// Globals that a module of the library has, and that are loaded when a program
// first asks for one: there are many, and a process needs few. They are properties
// with a getter and a setter until then, as most of them are in Node too.
// (defineLazyProperties, defineReplaceableLazyAttribute, lib/internal/util.js)

// globalsBinding is what lib/internal/web.js makes the globals with.
func (n *Environment) globalsBinding() sobek.Value {
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// lazy(module, ...names): what a module exports by those names. Whoever asks
		// or sets makes a plain property of it.
		"lazy": func(c sobek.FunctionCall) sobek.Value {
			for _, name := range rest(c, 1) {
				n.lazyGlobal(c.Argument(0).String(), name.String())
			}
			return nil
		},
		// getter(name, module, key, settable, listed): what a module exports as key. It
		// stays a property with a getter.
		"getter": func(c sobek.FunctionCall) sobek.Value {
			n.globalGetter(c.Argument(0).String(), c.Argument(1).String(), c.Argument(2).String(), c.Argument(3).ToBoolean(), c.Argument(4).ToBoolean())
			return nil
		},
	})
}

func (n *Environment) lazyGlobal(module, name string) {
	replace := func(value sobek.Value) {
		_ = n.isolate.Engine.GlobalObject().DefineDataProperty(name, value, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	}
	n.globalAccessor(name, sobek.FLAG_FALSE, func() sobek.Value {
		value := n.exported(module, name)
		replace(value)
		return value
	}, replace)
}

// lazyBinding lets the library make objects whose members are not made before
// somebody looks at them: most processes never look at most.
func (n *Environment) lazyBinding() sobek.Value {
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// object(): an object that lazily can be used with, with no properties.
		"object": func(sobek.FunctionCall) sobek.Value { return n.isolate.NewLazyObject() },
		// lazily(object, kind, make, ...names): properties of those names, whose
		// values make(name) gives. kind is "listed", "hidden" (not enumerable) or
		// "fixed" (listed, and not writable). object may be the path of a builtin.
		"lazily": func(c sobek.FunctionCall) sobek.Value {
			kind, make, names := c.Argument(1).String(), n.function(c.Argument(2)), rest(c, 3)
			lazily := func(object *sobek.Object) { n.lazily(object, kind, make, names) }
			if object, is := c.Argument(0).(*sobek.Object); is {
				lazily(object)
			} else {
				n.isolate.Later(c.Argument(0).String(), lazily)
			}
			return nil
		},
	})
}

func (n *Environment) globalGetter(name, module, key string, settable, listed bool) {
	var own sobek.Value
	var set func(sobek.Value)
	if settable {
		set = func(value sobek.Value) { own = value }
	}
	n.globalAccessor(name, sobek.ToFlag(listed), func() sobek.Value {
		if own != nil {
			return own
		}
		return n.exported(module, key)
	}, set)
}

func (n *Environment) exported(module, name string) sobek.Value {
	return n.requireBuiltin(module).(*sobek.Object).Get(name)
}

func (n *Environment) globalAccessor(name string, enumerable sobek.Flag, get func() sobek.Value, set func(sobek.Value)) {
	n.isolate.Lazily(n.isolate.Engine.GlobalObject(), name, func(on *sobek.Object) {
		getter := n.named("get "+name, 0, func(sobek.FunctionCall) sobek.Value { return get() })
		var setter sobek.Value
		if set != nil {
			setter = n.named("set "+name, 1, func(c sobek.FunctionCall) sobek.Value {
				set(c.Argument(0))
				return sobek.Undefined()
			})
		}
		_ = on.DefineAccessorProperty(name, getter, setter, sobek.FLAG_TRUE, enumerable)
	})
}

// named is a Go function with the name and the length that a script sees.
func (n *Environment) named(name string, length int, f func(sobek.FunctionCall) sobek.Value) sobek.Value {
	e := n.isolate.Engine
	function := e.ToValue(f).(*sobek.Object)
	_ = function.DefineDataProperty("name", e.ToValue(name), sobek.FLAG_FALSE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	if length != 0 {
		_ = function.DefineDataProperty("length", e.ToValue(length), sobek.FLAG_FALSE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	}
	return function
}

func (n *Environment) lazily(object *sobek.Object, kind string, make sobek.Callable, names []sobek.Value) {
	writable, enumerable := sobek.ToFlag(kind != "fixed"), sobek.ToFlag(kind != "hidden")
	for _, name := range names {
		n.isolate.Lazily(object, name.String(), func(on *sobek.Object) {
			value, err := make(sobek.Undefined(), name)
			if err != nil {
				fault("%v: %v", name, err)
			}
			_ = on.DefineDataProperty(name.String(), value, writable, sobek.FLAG_TRUE, enumerable)
		})
	}
}
