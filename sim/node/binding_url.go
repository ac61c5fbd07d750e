package node

import (
	"strings"

	"github.com/grafana/sobek"
	"golang.org/x/net/idna"
)

// urlBinding is what URLs need of the tables of Unicode.
func (n *Environment) urlBinding() sobek.Value {
	e := n.isolate.Engine
	// As the URL standard asks: section 3.5, with beStrict false.
	profile := idna.New(
		idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false),
		idna.CheckJoiners(true), idna.BidiRule(), idna.VerifyDNSLength(false),
	)
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// domainToASCII(domain): '' if it cannot be one.
		"domainToASCII": func(c sobek.FunctionCall) sobek.Value {
			ascii, err := profile.ToASCII(c.Argument(0).String())
			if err != nil {
				ascii = ""
			}
			return e.ToValue(ascii)
		},
		// domainToUnicode(domain): a label that is no good stays as it is.
		"domainToUnicode": func(c sobek.FunctionCall) sobek.Value {
			labels := strings.Split(c.Argument(0).String(), ".")
			for i, label := range labels {
				if text, err := profile.ToUnicode(label); err == nil {
					labels[i] = text
				}
			}
			return e.ToValue(strings.Join(labels, "."))
		},
	})
}
