#include "codec/country.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace recourse::codec {

namespace {

struct Country {
    std::string_view code;
    std::string_view name;
    std::string_view others = {}; ///< what else is said and means this one only, as folded() leaves it, between bars
};

// ISO 3166-1 alpha-2 as the time zone database has it (iso3166.tab, public domain), with one whole English name each.
// XK is in use for Kosovo though it is not of the standard.
constexpr std::array countries {
    Country { "AD", "Andorra" },
    Country { "AE", "United Arab Emirates", "uae|u a e|emirates|dubai|abu dhabi|阿联酋" },
    Country { "AF", "Afghanistan" },
    Country { "AG", "Antigua and Barbuda" },
    Country { "AI", "Anguilla" },
    Country { "AL", "Albania" },
    Country { "AM", "Armenia" },
    Country { "AO", "Angola" },
    Country { "AQ", "Antarctica" },
    Country { "AR", "Argentina" },
    Country { "AS", "American Samoa" },
    Country { "AT", "Austria" },
    Country { "AU", "Australia", "澳大利亚" },
    Country { "AW", "Aruba" },
    Country { "AX", "Aland Islands", "åland islands|aland" },
    Country { "AZ", "Azerbaijan" },
    Country { "BA", "Bosnia and Herzegovina" },
    Country { "BB", "Barbados" },
    Country { "BD", "Bangladesh" },
    Country { "BE", "Belgium" },
    Country { "BF", "Burkina Faso" },
    Country { "BG", "Bulgaria" },
    Country { "BH", "Bahrain" },
    Country { "BI", "Burundi" },
    Country { "BJ", "Benin" },
    Country { "BL", "Saint Barthelemy", "saint barthélemy|st barthelemy" },
    Country { "BM", "Bermuda" },
    Country { "BN", "Brunei", "brunei darussalam" },
    Country { "BO", "Bolivia", "plurinational state of bolivia" },
    Country { "BQ", "Bonaire, Sint Eustatius and Saba" },
    Country { "BR", "Brazil", "brasil|巴西" },
    Country { "BS", "Bahamas" },
    Country { "BT", "Bhutan" },
    Country { "BV", "Bouvet Island" },
    Country { "BW", "Botswana" },
    Country { "BY", "Belarus" },
    Country { "BZ", "Belize" },
    Country { "CA", "Canada", "加拿大" },
    Country { "CC", "Cocos Islands" },
    Country { "CD", "Democratic Republic of the Congo",
        "dr congo|drc|congo dem rep|congo kinshasa|congo democratic republic of the" },
    Country { "CF", "Central African Republic" },
    Country { "CG", "Republic of the Congo", "congo rep|congo brazzaville|congo republic of the" },
    Country { "CH", "Switzerland", "schweiz|suisse|瑞士" },
    Country { "CI", "Ivory Coast", "cote divoire|côte divoire" },
    Country { "CK", "Cook Islands" },
    Country { "CL", "Chile" },
    Country { "CM", "Cameroon" },
    Country { "CN", "China",
        "prc|p r china|pr china|peoples republic of china|mainland china|china mainland|chinese "
        "mainland|中国|中华人民共和国|中国大陆|中國" },
    Country { "CO", "Colombia" },
    Country { "CR", "Costa Rica" },
    Country { "CU", "Cuba" },
    Country { "CV", "Cape Verde", "cabo verde" },
    Country { "CW", "Curacao", "curaçao" },
    Country { "CX", "Christmas Island" },
    Country { "CY", "Cyprus" },
    Country { "CZ", "Czechia", "czech republic" },
    Country { "DE", "Germany", "federal republic of germany|deutschland|德国" },
    Country { "DJ", "Djibouti" },
    Country { "DK", "Denmark" },
    Country { "DM", "Dominica" },
    Country { "DO", "Dominican Republic" },
    Country { "DZ", "Algeria" },
    Country { "EC", "Ecuador" },
    Country { "EE", "Estonia" },
    Country { "EG", "Egypt" },
    Country { "EH", "Western Sahara" },
    Country { "ER", "Eritrea" },
    Country { "ES", "Spain", "espana|españa|西班牙" },
    Country { "ET", "Ethiopia" },
    Country { "FI", "Finland" },
    Country { "FJ", "Fiji" },
    Country { "FK", "Falkland Islands" },
    Country { "FM", "Micronesia", "federated states of micronesia" },
    Country { "FO", "Faroe Islands" },
    Country { "FR", "France", "法国" },
    Country { "GA", "Gabon" },
    Country { "GB", "United Kingdom",
        "uk|u k|great britain|britain|england|scotland|wales|northern ireland|england and wales|united kingdom of "
        "great britain and northern ireland|英国|英國" },
    Country { "GD", "Grenada" },
    Country { "GE", "Georgia" },
    Country { "GF", "French Guiana" },
    Country { "GG", "Guernsey" },
    Country { "GH", "Ghana" },
    Country { "GI", "Gibraltar" },
    Country { "GL", "Greenland" },
    Country { "GM", "Gambia" },
    Country { "GN", "Guinea" },
    Country { "GP", "Guadeloupe" },
    Country { "GQ", "Equatorial Guinea" },
    Country { "GR", "Greece" },
    Country { "GS", "South Georgia and the South Sandwich Islands" },
    Country { "GT", "Guatemala" },
    Country { "GU", "Guam" },
    Country { "GW", "Guinea-Bissau" },
    Country { "GY", "Guyana" },
    Country { "HK", "Hong Kong", "hong kong sar|hongkong|hong kong china|hong kong sar china|中国香港|香港" },
    Country { "HM", "Heard Island and McDonald Islands" },
    Country { "HN", "Honduras" },
    Country { "HR", "Croatia" },
    Country { "HT", "Haiti" },
    Country { "HU", "Hungary" },
    Country { "ID", "Indonesia", "印度尼西亚|印尼" },
    Country { "IE", "Ireland", "republic of ireland|eire" },
    Country { "IL", "Israel" },
    Country { "IM", "Isle of Man" },
    Country { "IN", "India", "印度" },
    Country { "IO", "British Indian Ocean Territory" },
    Country { "IQ", "Iraq" },
    Country { "IR", "Iran", "islamic republic of iran|iran islamic republic of" },
    Country { "IS", "Iceland" },
    Country { "IT", "Italy", "italia|意大利" },
    Country { "JE", "Jersey" },
    Country { "JM", "Jamaica" },
    Country { "JO", "Jordan" },
    Country { "JP", "Japan", "日本" },
    Country { "KE", "Kenya" },
    Country { "KG", "Kyrgyzstan", "kyrgyz republic" },
    Country { "KH", "Cambodia" },
    Country { "KI", "Kiribati" },
    Country { "KM", "Comoros" },
    Country { "KN", "Saint Kitts and Nevis", "st kitts and nevis" },
    Country { "KP", "North Korea", "democratic peoples republic of korea|korea north|朝鲜" },
    Country { "KR", "South Korea", "republic of korea|korea south|korea republic of|韩国" },
    Country { "KW", "Kuwait" },
    Country { "KY", "Cayman Islands", "caymans" },
    Country { "KZ", "Kazakhstan" },
    Country { "LA", "Laos", "lao pdr|lao peoples democratic republic" },
    Country { "LB", "Lebanon" },
    Country { "LC", "Saint Lucia", "st lucia" },
    Country { "LI", "Liechtenstein" },
    Country { "LK", "Sri Lanka" },
    Country { "LR", "Liberia" },
    Country { "LS", "Lesotho" },
    Country { "LT", "Lithuania" },
    Country { "LU", "Luxembourg" },
    Country { "LV", "Latvia" },
    Country { "LY", "Libya" },
    Country { "MA", "Morocco" },
    Country { "MC", "Monaco" },
    Country { "MD", "Moldova", "republic of moldova|moldova republic of" },
    Country { "ME", "Montenegro" },
    Country { "MF", "Saint Martin", "st martin" },
    Country { "MG", "Madagascar" },
    Country { "MH", "Marshall Islands" },
    Country { "MK", "North Macedonia", "macedonia" },
    Country { "ML", "Mali" },
    Country { "MM", "Myanmar", "burma|myanmar burma" },
    Country { "MN", "Mongolia" },
    Country { "MO", "Macau", "macao|macao sar|macau sar|澳门|中国澳门" },
    Country { "MP", "Northern Mariana Islands" },
    Country { "MQ", "Martinique" },
    Country { "MR", "Mauritania" },
    Country { "MS", "Montserrat" },
    Country { "MT", "Malta" },
    Country { "MU", "Mauritius" },
    Country { "MV", "Maldives" },
    Country { "MW", "Malawi" },
    Country { "MX", "Mexico", "墨西哥" },
    Country { "MY", "Malaysia", "马来西亚" },
    Country { "MZ", "Mozambique" },
    Country { "NA", "Namibia" },
    Country { "NC", "New Caledonia" },
    Country { "NE", "Niger" },
    Country { "NF", "Norfolk Island" },
    Country { "NG", "Nigeria" },
    Country { "NI", "Nicaragua" },
    Country { "NL", "Netherlands", "holland|nederland|荷兰" },
    Country { "NO", "Norway" },
    Country { "NP", "Nepal" },
    Country { "NR", "Nauru" },
    Country { "NU", "Niue" },
    Country { "NZ", "New Zealand", "新西兰" },
    Country { "OM", "Oman" },
    Country { "PA", "Panama" },
    Country { "PE", "Peru" },
    Country { "PF", "French Polynesia" },
    Country { "PG", "Papua New Guinea" },
    Country { "PH", "Philippines", "republic of the philippines|菲律宾" },
    Country { "PK", "Pakistan" },
    Country { "PL", "Poland", "波兰" },
    Country { "PM", "Saint Pierre and Miquelon", "st pierre and miquelon" },
    Country { "PN", "Pitcairn" },
    Country { "PR", "Puerto Rico" },
    Country { "PS", "Palestine", "state of palestine|palestinian territories" },
    Country { "PT", "Portugal" },
    Country { "PW", "Palau" },
    Country { "PY", "Paraguay" },
    Country { "QA", "Qatar" },
    Country { "RE", "Reunion", "réunion" },
    Country { "RO", "Romania" },
    Country { "RS", "Serbia" },
    Country { "RU", "Russia", "russian federation|俄罗斯" },
    Country { "RW", "Rwanda" },
    Country { "SA", "Saudi Arabia", "kingdom of saudi arabia|ksa|沙特阿拉伯|沙特" },
    Country { "SB", "Solomon Islands" },
    Country { "SC", "Seychelles" },
    Country { "SD", "Sudan" },
    Country { "SE", "Sweden" },
    Country { "SG", "Singapore", "republic of singapore|新加坡" },
    Country { "SH", "Saint Helena", "st helena" },
    Country { "SI", "Slovenia" },
    Country { "SJ", "Svalbard and Jan Mayen" },
    Country { "SK", "Slovakia", "slovak republic" },
    Country { "SL", "Sierra Leone" },
    Country { "SM", "San Marino" },
    Country { "SN", "Senegal" },
    Country { "SO", "Somalia" },
    Country { "SR", "Suriname" },
    Country { "SS", "South Sudan" },
    Country { "ST", "Sao Tome and Principe", "são tomé and príncipe" },
    Country { "SV", "El Salvador" },
    Country { "SX", "Sint Maarten", "st maarten" },
    Country { "SY", "Syria", "syrian arab republic" },
    Country { "SZ", "Eswatini", "swaziland" },
    Country { "TC", "Turks and Caicos Islands" },
    Country { "TD", "Chad" },
    Country { "TF", "French Southern Territories" },
    Country { "TG", "Togo" },
    Country { "TH", "Thailand", "泰国" },
    Country { "TJ", "Tajikistan" },
    Country { "TK", "Tokelau" },
    Country { "TL", "East Timor", "timor leste" },
    Country { "TM", "Turkmenistan" },
    Country { "TN", "Tunisia" },
    Country { "TO", "Tonga" },
    Country { "TR", "Turkey", "turkiye|türkiye|republic of turkiye|republic of turkey|土耳其" },
    Country { "TT", "Trinidad and Tobago" },
    Country { "TV", "Tuvalu" },
    Country { "TW", "Taiwan", "taiwan china|taiwan roc|chinese taipei|中国台湾|台湾" },
    Country { "TZ", "Tanzania", "united republic of tanzania|tanzania united republic of" },
    Country { "UA", "Ukraine" },
    Country { "UG", "Uganda" },
    Country { "UM", "United States Minor Outlying Islands" },
    Country { "US", "United States", "usa|u s a|u s|united states of america|america|美国|美國" },
    Country { "UY", "Uruguay" },
    Country { "UZ", "Uzbekistan" },
    Country { "VA", "Vatican City", "holy see" },
    Country { "VC", "Saint Vincent and the Grenadines", "st vincent|st vincent and the grenadines" },
    Country { "VE", "Venezuela", "bolivarian republic of venezuela" },
    Country { "VG", "British Virgin Islands", "bvi|virgin islands british|virgin islands uk" },
    Country { "VI", "United States Virgin Islands", "us virgin islands|virgin islands us" },
    Country { "VN", "Vietnam", "viet nam|socialist republic of vietnam|越南" },
    Country { "VU", "Vanuatu" },
    Country { "WF", "Wallis and Futuna" },
    Country { "WS", "Samoa" },
    Country { "XK", "Kosovo" },
    Country { "YE", "Yemen" },
    Country { "YT", "Mayotte" },
    Country { "ZA", "South Africa", "rsa|republic of south africa|南非" },
    Country { "ZM", "Zambia" },
    Country { "ZW", "Zimbabwe" },
};

/// Small letters, no marks, single blanks, no article.
std::string folded(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\'')
            continue;
        if (c == '&')
            out += out.ends_with(' ') || out.empty() ? "and " : " and ";
        else if (std::string_view { " \t\r\n.,-()" }.contains(c))
            out += out.ends_with(' ') || out.empty() ? "" : " ";
        else
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (out.ends_with(' '))
        out.pop_back();
    return out.starts_with("the ") ? out.substr(4) : out;
}

std::map<std::string, std::string_view, std::less<>> const& codes()
{
    static auto const all = [] {
        std::map<std::string, std::string_view, std::less<>> made;
        for (auto [code, name, others] : countries) {
            made.emplace(folded(code), code);
            made.emplace(folded(name), code);
            while (!others.empty()) {
                auto const bar = others.find('|');
                made.emplace(others.substr(0, bar), code);
                others.remove_prefix(bar == std::string_view::npos ? others.size() : bar + 1);
            }
        }
        made.emplace("eu", "EU");
        return made;
    }();
    return all;
}

} // namespace

std::optional<std::string_view> country_code(std::string_view text)
{
    auto const found = codes().find(folded(text));
    return found == codes().end() ? std::nullopt : std::optional { found->second };
}

std::span<std::string_view const> country_names()
{
    static auto const all = [] {
        std::vector<std::string_view> made;
        for (auto const& one : countries)
            made.push_back(one.name);
        return made;
    }();
    return all;
}

} // namespace recourse::codec
