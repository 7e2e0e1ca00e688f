#include "core/rules/worked_test.hpp"

namespace recourse::rules {

TEST(Conversions, numbers)
{
    std::string_view const int_range = "error: the number is outside the range of an int";
    std::string_view const uint_range = "error: the number is outside the range of a uint";
    expect({
        { "int('-42') + int(42u) + int(1.9) + int(-1.9)", "0" },
        { "int('9223372036854775807')", "9223372036854775807" },
        { "int('9223372036854775808')", "error: \"9223372036854775808\" is not an int" },
        { "int('12a')", "error: \"12a\" is not an int" },
        { "int('')", "error: \"\" is not an int" },
        { "int(9223372036854775808u)", int_range },
        { "int(9223372036854775807.0)", int_range },
        { "int(-9223372036854775808.0)", int_range },
        { "int(0.0 / 0.0)", int_range },
        { "int(timestamp('1970-01-01T00:01:00Z'))", "60" },
        { "uint('7') + uint(7) + uint(7.9)", "21u" },
        { "uint(-1)", uint_range },
        { "uint(18446744073709551616.0)", uint_range },
        { "uint(-0.5)", uint_range },
        { "double('1e3') + double(1) + double(1u)", "1002.0" },
        { "double('Infinity')", "+Inf" },
        { "double('1e999')", "error: \"1e999\" is not a double" },
        { "double('')", "error: \"\" is not a double" },
        // Beyond a double's range either way, told by the first digit that counts and not by how the number begins.
        { "double('0.1e400')", "error: \"0.1e400\" is not a double" },
        { "double('-0.0001e+999')", "error: \"-0.0001e+999\" is not a double" },
        { "double('0.1e99999999999999999999')", "error: \"0.1e99999999999999999999\" is not a double" },
        { "0.1e400", "1:1: the number is beyond what a double can hold" },
        { ".5e999", "1:1: the number is beyond what a double can hold" },
        { "double('1e-400') + double('123e-500') + double('0.1e-99999999999999999999')", "0.0" },
        { "double('0.0e999') + double('0e999')", "0.0" },
        { "0.001e310", "1e+307" },
        { "double('" + std::string(400, '1') + "e-800') + double('0." + std::string(800, '0') + "1e400')", "0.0" },
        { "0x7F + int(0xFFu)", "382" },
        { "1e-3 == 0.001 && .5 == 0.5", "true" },
    });
}

TEST(Conversions, to_and_from_text)
{
    expect({
        { "string(-1) + string(2u) + string(true)", "\"-12true\"" },
        { "string(1.0) + ' ' + string(0.1) + ' ' + string(1e100)", "\"1 0.1 1e+100\"" },
        { "string(b'\\xc3\\xa9')", "\"\u00e9\"" },
        { "string(b'\\xff')", "error: the bytes are not valid UTF-8" },
        { "bytes('\u00e9')", "b\"\\xc3\\xa9\"" },
        { "string(duration('90m')) + string(duration('-1.5s'))", "\"5400s-1.5s\"" },
        { "string(timestamp('2026-03-01T08:30:00.120+08:00'))", "\"2026-03-01T00:30:00.12Z\"" },
        { "string(order.value) + string(date('2026-03-01'))", "\"480.00 USD2026-03-01\"" },
        { "bool('true') && bool('1') && bool('T') && !bool('False')", "true" },
        { "bool('yes')", "error: \"yes\" is not a bool" },
        { "dyn('a')", "\"a\"" },
    });
}

TEST(Texts, what_could_steer_a_terminal_is_shown_by_its_number)
{
    expect({
        { "'a\u009b31m\u202e\u2066\u2028\u00e9\u20ac'", "\"a\\u009b31m\\u202e\\u2066\\u2028\u00e9\u20ac\"" },
        { R"('\x1b')", R"("\x1b")" },
    });
}

TEST(Texts, escapes_and_quotes)
{
    expect({
        { R"('\a\b\f\n\r\t\v\\\'\"\?\`' == "\x07\x08\x0c\x0a\x0d\x09\x0b\x5c\x27\x22\x3f\x60")", "true" },
        { R"('\101\u0042\U00000043')", "\"ABC\"" },
        { R"('\ud83d\ude00' == '\U0001F600')", "true" },
        { R"(r'\n' == '\\n' && R"\d" == '\\d')", "true" },
        { R"('''it's''' + """say "x" """)", R"("it'ssay \"x\" ")" },
        { "'''two\nlines'''.size()", "9" },
        { R"(b'\xff\101\n')", R"(b"\xffA\x0a")" },
        { R"(size(b'é') == 2 && size('é') == 1 && size('😀') == 1)", "true" },
        { R"('\ud800')", "1:2: the escape is not a Unicode character" },
        { R"('\z')", "1:2: '\\z' is not an escape" },
        { R"('\x4')", "1:2: \\x is followed by two hexadecimal digits" },
        { "'abc", "1:1: a text that does not end" },
    });
}

TEST(Texts, search_and_patterns)
{
    expect({
        { "'hello'.contains('ell') && 'hello'.contains('') && !'hello'.contains('lel')", "true" },
        { "'hello'.startsWith('he') && 'hello'.endsWith('lo') && !'hello'.startsWith('hello!')", "true" },
        { "('a' + 'bcdefghij' + 'klmnopqrstuvwxyz' + '0123456789' + '0123456789' + '0123456789' + '0123456789')"
          ".contains('90123456789')",
            "true" },
        { "('a' + 'bcdefghij' + 'klmnopqrstuvwxyz' + '0123456789' + '0123456789' + '0123456789' + '0123456789')"
          ".contains('8901234567890123456789x')",
            "false" },
        { "'foobar'.matches('o+b') && matches('foobar', '^foo') && !'foobar'.matches('^bar')", "true" },
        { "'h\u00e9llo'.matches('h.llo')", "true" },
        { "'foobar'.matches(name + '(')", "error: the pattern is not a regular expression: missing ): Ada(" },
        { "'foobar'.matches('a(')", "1:18: the pattern is not a regular expression: missing ): a(" },
        { "'foobar'.matches('(a)\\\\1')",
            "1:18: the pattern is not a regular expression: invalid escape sequence: \\1" },
        { "size('') + size([]) + size({}) + size(b'')", "0" },
        { "'a' + 'b' + name", "\"abAda\"" },
    });
}

TEST(Times, timestamps_and_zones)
{
    expect({
        { "timestamp('2026-03-01T08:30:00Z') == timestamp('2026-03-01T16:30:00+08:00')", "true" },
        { "timestamp(1772353800) == timestamp('2026-03-01T08:30:00Z')", "true" },
        { "timestamp('2009-02-13T23:31:30.123Z').getFullYear()", "2009" },
        { "timestamp('2009-02-13T23:31:30Z').getMonth()", "1" },
        { "timestamp('2009-02-13T23:31:30Z').getDayOfMonth()", "12" },
        { "timestamp('2009-02-13T23:31:30Z').getDate()", "13" },
        { "timestamp('2009-02-13T23:31:30Z').getDayOfWeek()", "5" },
        { "timestamp('2009-02-13T23:31:30Z').getDayOfYear()", "43" },
        { "timestamp('2009-02-13T23:31:30Z').getHours()", "23" },
        { "timestamp('2009-02-13T23:31:30Z').getMinutes('+05:45')", "16" },
        { "timestamp('2009-02-13T23:31:30Z').getHours('-08:00')", "15" },
        { "timestamp('2009-02-13T23:31:30Z').getDate('Australia/Sydney')", "14" },
        // Before and after the clocks of New York went forward on 8 March 2026 at 07:00 UTC.
        { "timestamp('2026-03-08T06:59:00Z').getHours('America/New_York')", "1" },
        { "timestamp('2026-03-08T07:00:00Z').getHours('America/New_York')", "3" },
        { "timestamp('2009-02-13T23:31:30.999Z').getMilliseconds()", "999" },
        { "timestamp('1969-12-31T23:59:59.5Z').getSeconds()", "59" },
        { "timestamp('0001-01-01T00:00:00Z') - duration('1ns')",
            "error: the timestamp is outside the range of years 1 to 9999" },
        { "timestamp('9999-12-31T23:59:59Z') + duration('1s')",
            "error: the timestamp is outside the range of years 1 to 9999" },
        { "timestamp('2026-03-01T00:00:00Z') - timestamp('2026-02-28T00:00:00Z')", "86400s" },
        { "timestamp('2026-03-01T00:00:00Z') < timestamp('2026-03-01T00:00:00.000000001Z')", "true" },
        { "timestamp('2026-02-29T00:00:00Z')",
            "1:11: \"2026-02-29T00:00:00Z\" is not a timestamp such as \"2026-03-01T08:30:00Z\" in the range of years "
            "1 to 9999" },
    });
    EXPECT_TRUE(worked("timestamp('2009-02-13T23:31:30Z').getHours('Mars/Base')").starts_with("error: "));
}

TEST(Times, durations)
{
    std::string_view const range = "error: the duration is outside its range (about 292 years)";
    expect({
        { "duration('1h30m') == duration('5400s')", "true" },
        { "duration('1h1m1s1ms1us1ns')", "3661.001001001s" },
        { "duration('-1.5h')", "-5400s" },
        { "duration('0')", "0s" },
        { "duration('1ms') + duration('-2ms')", "-0.001s" },
        { "duration('90m').getHours()", "1" },
        { "duration('90m').getMinutes()", "90" },
        { "duration('90.5s').getSeconds()", "90" },
        { "duration('90.567s').getMilliseconds()", "567" },
        { "duration('-90m').getHours()", "-1" },
        { "duration('200000h') + duration('2500000h')", range },
        { "timestamp('0001-01-01T00:00:00Z') - timestamp('9999-12-31T00:00:00Z')", range },
        { "duration('1s') < duration('1.000000001s')", "true" },
        { "duration(name)", "error: \"Ada\" is not a duration such as \"1h30m\" in the range of 292 years" },
    });
}

} // namespace recourse::rules
