package js

import "sync"

// Cache is what isolates share of scripts: the numbers that marks name them
// by, what was compiled of those that several may run, and regular expressions.
// It may be used by several goroutines.
type Cache struct {
	regexps *regexps

	mu      sync.Mutex
	names   []string // by number
	numbers map[string]int
	scripts map[source]*Script
	bytes   int
}

// source is what makes two scripts the same.
type source struct{ name, before, text, after string }

// mostCached is how many bytes of source are kept compiled.
const mostCached = 32 << 20

// NewCache returns a cache of nothing.
func NewCache() *Cache {
	return &Cache{regexps: newRegexps(), numbers: map[string]int{}, scripts: map[source]*Script{}}
}

// Number is the number of the script of a name.
func (c *Cache) Number(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.number(name)
}

func (c *Cache) number(name string) int {
	number, found := c.numbers[name]
	if !found {
		number = min(len(c.names), mostFile)
		c.names = append(c.names, name)
		c.numbers[name] = number
	}
	return number
}

// Name is the name of the script of a number.
func (c *Cache) Name(number int) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.names[number]
}

// Compile compiles a script whose statements are counted and whose lines are
// noted, once for the same source. before is put in front of the source, on its
// first line, and after behind it: the wrapper of a CommonJS module.
func (c *Cache) Compile(name, before, text, after string) (*Script, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := source{name, before, text, after}
	if s := c.scripts[key]; s != nil {
		return s, nil
	}
	s, err := c.compile(name, name, c.number(name), before, text, after, nil)
	if err != nil {
		return nil, err
	}
	if c.bytes += len(text); c.bytes > mostCached {
		clear(c.scripts)
		c.bytes = len(text)
	}
	c.scripts[key] = s
	return s, nil
}
