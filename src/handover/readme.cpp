#include "handover/readme.hpp"

namespace recourse::handover {

namespace {

constexpr std::string_view outer = R"(HOW TO OPEN THIS PACKAGE

This zip holds one encrypted file, handover.zip (AES-256 in the form of WinZip, AE-2). You were told its passphrase on
another way: by telephone or in person, not by mail. Type it as it was told, with its hyphens.

  Windows   7-Zip (7-zip.org): right-click, 7-Zip, Extract here. Or WinZip. The Explorer alone cannot open it.
  macOS     Keka or The Unarchiver. The Finder's own Archive Utility cannot open it.
  Linux     7z x PACKAGE.zip          or          bsdtar -xf PACKAGE.zip
  Recourse  recourse case import PACKAGE.zip

What comes out is handover.zip, a usual zip: open it with any program and read README.txt in it first.

A wrong passphrase and a package that was changed on its way are both refused when it is opened. This page itself is not
protected: nothing that it says should make you send a passphrase to anybody.


如何打开本文件包

本压缩包内有一个加密文件 handover.zip（AES-256，WinZip AE-2 格式）。密码已另行告知（电话或当面，不用邮件）。请按所告知的
内容输入，包括连字符。

  Windows   7-Zip（7-zip.org）：右键，7-Zip，提取到当前位置；或 WinZip。资源管理器本身无法打开。
  macOS     Keka 或 The Unarchiver。系统自带的归档实用工具无法打开。
  Linux     7z x 文件包.zip          或          bsdtar -xf 文件包.zip
  Recourse  recourse case import 文件包.zip

得到的 handover.zip 是普通压缩包，可用任何程序打开；请先阅读其中的 README.zh.txt。

密码错误或文件包在途中被改动，打开时都会被拒绝。本页本身不受保护：不要因本页任何内容而将密码发给任何人。
)";

constexpr std::string_view inner_en = R"(WHAT IS HERE

  memo/            the memorandum to counsel who takes over: begin with it
  papers/          drafts and papers as they went out
  evidence/        the exhibits, sealed: a zip of its own with HOW-TO-VERIFY.txt in it
  deadlines/       the days that run, as a table (.csv) and for calendars (.ics)
  statement/       how much is claimed, line by line
  questions.txt    what is open
  case/            the facts as a file, and what was added to them
  matter.json      the matter for another desk: recourse case import
  manifest.json    every file with its SHA-256, and what was left out
  SHA256SUMS       the same digests for common tools

A folder that is missing is named in manifest.json under left_out with the reason. Every draft is one: counsel approves
before anything goes out. Days were counted on the day that manifest.json names: count them again.

HOW TO CHECK THE DIGESTS

  Linux     sha256sum -c SHA256SUMS
  macOS     shasum -a 256 -c SHA256SUMS
  Windows   Get-FileHash -Algorithm SHA256 FILE          (PowerShell; compare with SHA256SUMS)

That shows that nothing changed since it was packed. That the exhibits are those that were taken in, and when, the sealed
bundle shows by itself: recourse verify evidence/BUNDLE.zip, or by the steps of HOW-TO-VERIFY.txt without it.
)";

constexpr std::string_view inner_zh = R"(内容

  memo/            致接手律师的移交备忘录：请先阅读
  papers/          文书草稿及已发出的文书
  evidence/        封存的证据：自成一个压缩包，内有 HOW-TO-VERIFY.txt
  deadlines/       进行中的期限：表格（.csv）及日历（.ics）
  statement/       请求金额逐项清单
  questions.txt    待解决事项
  case/            案情文件及补充内容
  matter.json      供另一系统接收：recourse case import
  manifest.json    全部文件及其 SHA-256，以及未包含的内容
  SHA256SUMS       同样的摘要，供通用工具使用

缺少的目录及原因见 manifest.json 的 left_out。凡草稿均须律师审定后方可发出。期限按 manifest.json 所载日期计算，请重新核算。

如何核对摘要

  Linux     sha256sum -c SHA256SUMS
  macOS     shasum -a 256 -c SHA256SUMS
  Windows   Get-FileHash -Algorithm SHA256 文件          （PowerShell；与 SHA256SUMS 对照）

由此可知打包之后未被改动。证据是否为当初接收之物、何时接收，由封存包自身证明：recourse verify evidence/BUNDLE.zip；
没有该程序时，按 HOW-TO-VERIFY.txt 的步骤核对。
)";

} // namespace

std::string_view outer_readme()
{
    return outer;
}

std::string inner_readme(Language language)
{
    return std::string { language == Language::zh ? inner_zh : inner_en };
}

} // namespace recourse::handover
