import type { PackageManifest } from '../../domain/evidence-package.ts'

/** 验证说明.txt: one page for somebody who never saw the program. */
export function readmeText({ batch, keyId }: { batch: PackageManifest['batch']; keyId: string }): string {
  return `证据包验证说明

批次：${batch.title}（${batch.period}）
签名密钥编号：${keyId}

这个证据包里的文件封好以后，只要有一个字节被改动、增加、删除或调换，都能查出来，并且指出是哪个文件。
验证不需要网络，也不需要安装巡查程序。下面两种办法任选一种。

一、用浏览器（约 1 分钟）
  1. 把证据包（.zip 文件）解压出 verify.html，双击用浏览器打开；为求独立，也可以用另外取得的 verify.html。
  2. 把证据包的 .zip 文件拖进页面。
  3. 页面显示“核验通过”或列出有问题的文件。
  4. 请向签发单位核对页面上的密钥编号是否为 ${keyId}；如有通报上印的抄记码，也填进去再核验一次。

二、用命令（Linux 自带；Windows 可用 Git Bash；macOS 把 sha256sum 换成 shasum -a 256，并另装 openssl）
  1. 解压证据包，在解压出的文件夹里打开终端。
  2. 核对文件：
       sha256sum -c SHA256SUMS
     每行应为“OK”或“成功”；有“FAILED”或“失败”的就是被改动的文件。
  3. 核对这份校验表没有被换过（应显示 1）：
       grep -c "$(sha256sum SHA256SUMS | cut -c1-64)" manifest.json
  4. 核对签名（应显示 Signature Verified Successfully）：
       openssl pkeyutl -verify -pubin -inkey keys/${keyId}.pem -rawin -in manifest.json -sigfile manifest.sig
  5. 核对密钥编号（应显示 ${keyId}）：
       openssl pkey -pubin -in keys/${keyId}.pem -outform DER | sha256sum | cut -c1-16
     再向签发单位核对这个编号。编号不同，就不是该单位的设备签的。
  6. 多出来的文件：解压出的文件除 SHA256SUMS 里列的以外，只应有 SHA256SUMS、manifest.json、manifest.sig。
  7. 核对时间戳（timestamps 文件夹里有 .tsr 的才有）。校验值写在同名的 .json 里 root 一项；根证书要向时间戳机构另行取得，
     同名的 .pem 是包内自带的，只是做包的人的一种说法（应显示 Verification: OK）：
       openssl ts -verify -digest 校验值 -in timestamps/名称.tsr -CAfile 根证书.pem
     verify.html 里也可以选根证书。盖的是许多文件合成的一个校验值，从文件到它的路径在同一个 .json 里，verify.html 会核对。

能证明的：这些文件由持有上述密钥的设备记录，封存以后没有改动；日志按次序相连，中间没有缺失。
不能证明的：对方服务器确实发出过这些内容；封存以前操作的电脑没有问题；如果没有时间戳，封存的时间是本机时钟所写。
`
}
