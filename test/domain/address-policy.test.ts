import { describe, expect, it } from 'vitest'
import { hostAllowed, hostListed, isPrivateAddress, isPrivateHost } from '../../electron/domain/address-policy.ts'

describe('isPrivateAddress', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0x7F.1',
    '0177.0.0.1',
    '0177.1',
    '017700000001',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '10.255.255.255',
    '012.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '3232235777',
    '169.254.169.254',
    '169.254.1.1',
    '100.64.0.1',
    '100.100.100.200',
    '100.127.255.255',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '127.0.0.1.',
    '::',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::0001',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::FFFF:192.168.0.1',
    '::127.0.0.1',
    '::ffff:0:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2002:c0a8:101::1',
    '2001:0:4136:e378::1',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'fc00::1',
    'fd12:3456::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '100::1',
    'not:an:address'
  ])('refuses %s', (ip) => {
    expect(isPrivateAddress(ip)).toBe(true)
  })

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '100.63.255.255',
    '100.128.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.1.1',
    '223.255.255.255',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
    '2400:3200::1',
    '240e:1::1'
  ])('lets %s pass', (ip) => {
    expect(isPrivateAddress(ip)).toBe(false)
  })
})

describe('isPrivateHost', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'x.localhost',
    'a.b.localhost.',
    'oa',
    'nas.local',
    'wiki.internal',
    'metadata.google.internal',
    'metadata.tencentyun.com',
    'router.lan',
    '127.1',
    '[::1]',
    '1.2.3.4.5',
    '256.256.256.256',
    'a.0x7f',
    ''
  ])('refuses %j', (host) => {
    expect(isPrivateHost(host)).toBe(true)
  })

  it.each(['www.gov.cn', 'kjj.example.gov.cn', 'www.gov.cn.', 'localhost.example.cn', 'xn--fiqs8s.cn', '政府.政务', '8.8.8.8'])(
    'lets %s pass',
    (host) => {
      expect(isPrivateHost(host)).toBe(false)
    }
  )
})

describe('hostAllowed', () => {
  it('lets public hosts pass without a list', () => {
    expect(hostAllowed('www.gov.cn', 443, [])).toBe(true)
  })

  it.each([
    ['127.0.0.1', 8080, ['127.0.0.1:8080'], true],
    ['127.0.0.1', 8081, ['127.0.0.1:8080'], false],
    ['127.0.0.1', 8081, ['127.0.0.1'], true],
    ['127.1', 8080, ['127.0.0.1:8080'], true],
    ['2130706433', 80, ['127.0.0.1'], true],
    ['127.0.0.2', 80, ['127.0.0.1'], false],
    ['kjj.localhost', 8080, ['*.localhost:8080'], true],
    ['a.kjj.localhost', 8080, ['*.localhost:8080'], true],
    ['kjj.localhost.', 8080, ['*.localhost:8080'], true],
    ['kjj.localhost', 9090, ['*.localhost:8080'], false],
    ['localhost', 8080, ['*.localhost:8080'], false],
    ['evillocalhost', 8080, ['*.localhost:8080'], false],
    ['KJJ.LocalHost', 80, ['kjj.localhost'], true],
    ['[::1]', 8080, ['[::1]:8080'], true],
    ['::1', 8080, ['[0:0:0:0:0:0:0:1]'], true],
    ['[::1]', 8081, ['[::1]:8080'], false],
    ['10.0.0.1', 80, [], false],
    ['oa', 80, ['oa'], true]
  ] as const)('%s:%i with %j: %s', (host, port, list, allowed) => {
    expect(hostAllowed(host, port, list)).toBe(allowed)
  })

  it('says whether a name was listed, for judging what it resolves to', () => {
    expect(hostListed('www.gov.cn', 443, [])).toBe(false)
    expect(hostListed('sites.example.cn', 443, ['*.example.cn:443'])).toBe(true)
  })
})
