package node

import (
	"crypto/md5"

	"github.com/grafana/sobek"

	"timeslice/sim/node/openssl"
)

// cipherFunctions are those of createCipheriv and createDecipheriv.
func (n *Environment) cipherFunctions() map[string]func(sobek.FunctionCall) sobek.Value {
	e := n.isolate.Engine
	state := func(v sobek.Value) *openssl.Cipher { return v.Export().(*openssl.Cipher) }
	// result is bytes; a string if the cipher is in no state for that.
	result := func(data []byte, err error) sobek.Value {
		switch err {
		case nil:
			return n.cryptoValue(data)
		case openssl.ErrUnsupportedState, openssl.ErrUnauthenticated:
			object, _ := e.New(e.Get("Error"), e.ToValue(err.Error()))
			panic(e.ToValue(object))
		}
		panic(n.cryptoError(err))
	}
	return map[string]func(sobek.FunctionCall) sobek.Value{
		"cipherNames": func(sobek.FunctionCall) sobek.Value { return n.array(openssl.CipherNames()) },
		// cipherInfo(name or NID): what is known of a cipher; undefined for nothing.
		"cipherInfo": func(c sobek.FunctionCall) sobek.Value {
			info, known := openssl.FindCipherByNID(int(c.Argument(0).ToInteger()))
			if name, isText := c.Argument(0).(sobek.String); isText {
				if openssl.IsLegacyCipher(name.String()) {
					panic(n.cryptoError(openssl.ErrUnsupportedName))
				}
				info, known = openssl.FindCipher(name.String())
			}
			if !known {
				return sobek.Undefined()
			}
			object := e.NewObject()
			_ = object.Set("mode", info.Mode)
			_ = object.Set("name", info.Full)
			_ = object.Set("nid", info.NID)
			_ = object.Set("blockSize", info.BlockSize)
			_ = object.Set("ivLength", info.IVLength)
			_ = object.Set("keyLength", info.KeyLength)
			_ = object.Set("authenticates", info.Authenticates())
			return object
		},
		// validIV(name, length): whether an IV may be so long.
		"validIV": func(c sobek.FunctionCall) sobek.Value {
			info, _ := openssl.FindCipher(c.Argument(0).String())
			return e.ToValue(info.ValidIV(int(c.Argument(1).ToInteger())))
		},
		// cipher(name, key, iv, decrypt, tagLength).
		"cipher": func(c sobek.FunctionCall) sobek.Value {
			info, _ := openssl.FindCipher(c.Argument(0).String())
			key, iv := n.bytesOrText(c.Argument(1)), n.bytesOrText(c.Argument(2))
			s, err := openssl.NewCipher(info, key, iv, c.Argument(3).ToBoolean(), int(c.Argument(4).ToInteger()))
			if err != nil {
				panic(n.cryptoError(err))
			}
			n.isolate.Owe(n.options.Costs.Hash.CallNs)
			return e.ToValue(s)
		},
		"cipherUpdate": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesOrText(c.Argument(1))
			n.isolate.Owe(int64(len(data)) * n.options.Costs.Hash.AesNs / 1024)
			n.isolate.Labour(int64(len(data)) * state(c.Argument(0)).ByteNs())
			if kept := int64(state(c.Argument(0)).Kept() + len(data)); kept > muchOutput {
				n.Weigh(3 * kept) // as it grows, it is there twice and more
			}
			return result(state(c.Argument(0)).Update(data))
		},
		"cipherFinal": func(c sobek.FunctionCall) sobek.Value { return result(state(c.Argument(0)).Final()) },
		"cipherTag":   func(c sobek.FunctionCall) sobek.Value { return n.cryptoValue(state(c.Argument(0)).Tag()) },
		"cipherSetTag": func(c sobek.FunctionCall) sobek.Value {
			state(c.Argument(0)).SetTag(n.bytesArgument(c.Argument(1)))
			return nil
		},
		"cipherPadding": func(c sobek.FunctionCall) sobek.Value {
			state(c.Argument(0)).SetPadding(c.Argument(1).ToBoolean())
			return nil
		},
		"cipherAdd": func(c sobek.FunctionCall) sobek.Value {
			state(c.Argument(0)).Add(n.bytesOrText(c.Argument(1)))
			return nil
		},
		// passwordKey(name, password): key and IV of createCipher, one after the other.
		"passwordKey": func(c sobek.FunctionCall) sobek.Value {
			info, _ := openssl.FindCipher(c.Argument(0).String())
			return n.cryptoValue(openssl.BytesToKey(md5.New, n.bytesOrText(c.Argument(1)), nil, info.KeyLength+info.IVLength))
		},
		// encryptOnce(name, key, iv, data, decrypt, tag length, tag, added, callback): all of
		// it on the pool. Encrypting gives the tag behind the text.
		"encryptOnce": func(c sobek.FunctionCall) sobek.Value {
			info, _ := openssl.FindCipher(c.Argument(0).String())
			copied := func(i int) []byte {
				if data, ok := bytesOf(c.Argument(i)); ok {
					return append([]byte{}, data...)
				}
				return nil
			}
			key, iv, data, tag, added := copied(1), copied(2), copied(3), copied(6), copied(7)
			decrypt, tagLength := c.Argument(4).ToBoolean(), int(c.Argument(5).ToInteger())
			ns := n.options.Costs.Hash.CallNs + int64(len(data))*n.options.Costs.Hash.AesNs/1024
			n.isolate.Labour(int64(len(data)) * info.ByteNs())
			return n.job("cipher", ns, c.Argument(8), func() (any, error) {
				s, err := openssl.NewCipher(info, key, iv, decrypt, tagLength)
				if err != nil {
					return nil, err
				}
				s.Add(added)
				s.SetTag(tag)
				out, err := s.Update(data)
				if err != nil {
					return nil, err
				}
				rest, err := s.Final()
				if !decrypt {
					rest = append(rest, s.Tag()...)
				}
				return append(out, rest...), err
			})
		},
	}
}
