package node

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim"
)

// hostName is what the simulated machine calls itself.
const hostName = "timeslice"

// hosts are the names that the machine knows by itself, as in the /etc/hosts
// of Debian. It has no network: of any other name a name server says that
// there is none.
var hosts = []struct {
	address netip.Addr
	name    string
}{
	{netip.AddrFrom4([4]byte{127, 0, 0, 1}), "localhost"},
	{netip.AddrFrom4([4]byte{127, 0, 1, 1}), hostName},
}

// services are the names of well-known ports. (/etc/services)
var services = map[int64]string{
	7: "echo", 9: "discard", 13: "daytime", 20: "ftp-data", 21: "ftp", 22: "ssh", 23: "telnet", 25: "smtp", 37: "time", 43: "whois",
	53: "domain", 70: "gopher", 79: "finger", 80: "http", 88: "kerberos", 110: "pop3", 111: "sunrpc", 113: "auth", 119: "nntp",
	123: "ntp", 143: "imap2", 161: "snmp", 179: "bgp", 194: "irc", 389: "ldap", 443: "https", 445: "microsoft-ds", 465: "submissions",
	514: "shell", 515: "printer", 543: "klogin", 554: "rtsp", 587: "submission", 631: "ipp", 636: "ldaps", 873: "rsync", 989: "ftps-data",
	990: "ftps", 993: "imaps", 995: "pop3s", 1080: "socks", 1194: "openvpn", 1433: "ms-sql-s", 1883: "mqtt", 2049: "nfs",
	3306: "mysql", 3389: "ms-wbt-server", 3690: "svn", 5060: "sip", 5222: "xmpp-client", 5432: "postgresql", 5672: "amqp",
	6379: "redis", 6667: "ircd", 8080: "http-alt", 9418: "git",
}

// The hints of dns.lookup. (AI_V4MAPPED, AI_ALL; netdb.h)
const (
	mapFour = 8
	mapAll  = 16
)

// resolve is what getaddrinfo(3) finds for a name: the code of an error, or
// the addresses. asked tells whether a name server was needed.
func resolve(name string, family, hints int) (code string, addresses []string, asked bool) {
	var found []netip.Addr
	if address, ok := numeric(name); ok {
		if family == 6 && address.Is4() && hints&mapFour == 0 {
			return "EAI_ADDRFAMILY", nil, false
		}
		found = []netip.Addr{address}
	}
	for _, host := range hosts {
		if strings.EqualFold(host.name, name) {
			found = append(found, host.address)
		}
	}
	for _, address := range found {
		switch {
		case family == 6 && address.Is4() && hints&mapFour != 0:
			address = netip.AddrFrom16(address.As16())
		case family == 6 && address.Is4(), family == 4 && !address.Is4():
			continue
		}
		addresses = append(addresses, address.String())
	}
	if len(addresses) == 0 {
		return "ENOTFOUND", nil, true
	}
	return "", addresses, false
}

// numeric reads an address as getaddrinfo does: IPv4 also with fewer than four
// parts, in octal and hexadecimal. (inet_aton(3))
func numeric(text string) (netip.Addr, bool) {
	if address, err := netip.ParseAddr(text); err == nil {
		return address, true
	}
	parts := strings.Split(text, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var whole uint64
	for i, part := range parts {
		if part == "" || strings.ContainsAny(part, "_obOB+-") {
			return netip.Addr{}, false
		}
		value, err := strconv.ParseUint(part, 0, 32)
		limit := uint64(1) << 8
		if i == len(parts)-1 {
			limit = 1 << (8 * (5 - len(parts)))
		}
		if err != nil || value >= limit {
			return netip.Addr{}, false
		}
		if i == len(parts)-1 {
			whole |= value
		} else {
			whole |= value << (24 - 8*i)
		}
	}
	return netip.AddrFrom4([4]byte{byte(whole >> 24), byte(whole >> 16), byte(whole >> 8), byte(whole)}), true
}

// namesOf are the names that the machine knows for an address.
func namesOf(address string) []string {
	var names []string
	for _, host := range hosts {
		if host.address.String() == address {
			names = append(names, host.name)
		}
	}
	return names
}

// namesBinding finds addresses of names and names of addresses. What waits for
// a name server keeps a thread of the pool busy: it is slow I/O.
func (n *Environment) namesBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"hostName": func(sobek.FunctionCall) sobek.Value { return e.ToValue(hostName) },
		// addressFamily(text): 4 or 6, 0 if it is no address.
		"addressFamily": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(addressFamily(c.Argument(0).String())) },
		// lookup(name, family, hints, callback(code, addresses))
		"lookup": func(c sobek.FunctionCall) sobek.Value {
			name, family, hints := c.Argument(0).String(), int(c.Argument(1).ToInteger()), int(c.Argument(2).ToInteger())
			call := n.function(c.Argument(3))
			var code string
			var addresses []string
			n.submit(n.here("lookup"), true, func(f *fiber) {
				f.compute(n.options.Costs.LookupNs)
				var asked bool
				if code, addresses, asked = resolve(name, family, hints); asked {
					f.do(&sim.Sleep{Ns: n.options.Costs.NameServerNs})
				}
			}, func() { n.invoke(call, sobek.Undefined(), e.ToValue(code), n.array(addresses)) })
			return nil
		},
		// lookupService(address, port, callback(code, name, service))
		"lookupService": func(c sobek.FunctionCall) sobek.Value {
			address, port := c.Argument(0).String(), c.Argument(1).ToInteger()
			call := n.function(c.Argument(2))
			names := namesOf(address)
			n.submit(n.here("lookupService"), true, func(f *fiber) {
				f.compute(n.options.Costs.LookupNs)
				if len(names) == 0 {
					f.do(&sim.Sleep{Ns: n.options.Costs.NameServerNs})
				}
			}, func() {
				if len(names) == 0 {
					n.invoke(call, sobek.Undefined(), e.ToValue("ENOTFOUND"))
					return
				}
				service := services[port]
				if service == "" {
					service = strconv.FormatInt(port, 10)
				}
				n.invoke(call, sobek.Undefined(), e.ToValue(""), e.ToValue(names[0]), e.ToValue(service))
			})
			return nil
		},
		// namesOf(address): the names that the machine knows.
		"namesOf": func(c sobek.FunctionCall) sobek.Value {
			return n.array(namesOf(c.Argument(0).String()))
		},
	})
}

// addressFamily is 4 or 6 for an Internet address, 0 for other texts. The zone of an
// address is of letters, digits, ':', '.' and '-'. (RFC 4291, RFC 6874, as
// lib/internal/net.js has them)
func addressFamily(text string) int {
	address, err := netip.ParseAddr(text)
	switch {
	case err != nil:
		return 0
	case address.Is4():
		return 4
	}
	for _, c := range []byte(address.Zone()) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(":.-", c) >= 0) {
			return 0
		}
	}
	return 6
}
