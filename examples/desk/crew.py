"""Who signs in to the example desk: somebody for each role, with the companies for which they act."""
import json
import os
from market import PASSWORD, World

SUPPLIERS = [  # name, as registered, what it makes, to which standard
    ("Shenzhen Guangyao Lighting Co., Ltd.", "深圳市光耀照明有限公司", "LED grow lights, 600 W", "data sheet GL-600, driver 3 % ripple at most"),
    ("Ningbo Yongjiang Pump Co., Ltd.", "宁波甬江泵业有限公司", "submersible pumps, 2.2 kW", "drawing SP-22, IP68 at 5 m for 24 h"),
    ("Foshan Huatai Ceramics Co., Ltd.", "佛山市华泰陶瓷有限公司", "porcelain tiles 60 x 60", "EN 14411 group BIa, shade V1"),
    ("Hangzhou Teak Works Co., Ltd.", "杭州柚木家具有限公司", "teak garden benches", "drawing 12, moisture 8 to 12 %"),
    ("Suzhou Meili Textiles Co., Ltd.", "苏州美丽纺织有限公司", "cotton bed linen", "300 threads, shrinkage 3 % at most"),
    ("Dongguan Hengda Tools Co., Ltd.", "东莞市恒大工具有限公司", "cordless drills, 18 V", "torque 60 Nm, two batteries 4 Ah"),
    ("Taizhou Precision Moulds Co., Ltd.", "台州精密模具有限公司", "injection moulds, 8 cavities", "steel 1.2344, 500,000 shots"),
    ("Yiwu Brightway Trading Co., Ltd.", "义乌市明路贸易有限公司", "string lights, 20 m", "IP44, CE, cable H05RN-F"),
]
BUYERS = [("Nordic Garden AS", "NO"), ("Lakeside Hardware LLC", "US"), ("Atelier Lumen SARL", "FR")]
ALL = ["read", "orders", "payments", "claims", "rules", "accounts", "audit"]


class Crew(World):
    """The marketplace, its companies with a key each, and its people; of some companies nobody signs in."""

    def __init__(self, url, token):
        super().__init__(url, token)
        self.rows = [("officer", None, "the programme", "Ada Officer", "ada@example.org"), ("officer", None, "the programme", "Bo Officer", "bo@example.org")]
        self.buyers = [(self.buyer_id, self.buyer)]
        for name, country in BUYERS[1:]:
            party = self.party(name, country)
            self.buyers.append((party, self.key_of("buyer", party, ["read", "orders", "claims"])))
        self.suppliers = [self.supplier(name, name_zh) for name, name_zh, _, _ in SUPPLIERS]
        self.inspector_id, self.carrier_id = self.party("East Coast Inspection Ltd.", "CN", "东岸检验有限公司"), self.party("Baltic Ocean Freight GmbH", "DE")
        nordic, guangyao = self.buyer_id, self.suppliers[0][0]
        self.owner = self.join("buyer", nordic, BUYERS[0][0], "Nora Berg", "nora")
        self.counsel = self.join("counsel", nordic, BUYERS[0][0], "Li Wen", "li", "zh")
        self.join("buyer", self.buyers[1][0], BUYERS[1][0], "Tom Reed", "tom")
        self.seller = self.join("supplier", guangyao, "Shenzhen Guangyao", "Chen Jie 陈杰", "chen", "zh")
        self.join("supplier-counsel", guangyao, "Shenzhen Guangyao", "Zhou Min 周敏", "zhou", "zh")
        self.join("provider", None, "holder of the funds", "Finn Dahl", "finn")
        self.join("auditor", None, "the programme", "Iris Moreau", "iris")
        self.join("inspector", self.inspector_id, "East Coast Inspection", "Sun Hao 孙浩", "sun", "zh")
        self.join("carrier", self.carrier_id, "Baltic Ocean Freight", "Kai Brandt", "kai")

    def join(self, role, party, company, name, email, language="en"):
        email += "@example.org"
        self.rows.append((role, party, company, name, email))
        return self.person(role, party, name, email, language)

    def goods(self, number):
        return SUPPLIERS[number][2:4]

    def save(self, keys, people, supplier):
        """The keys of machines, and how people sign in; for the eyes of whoever owns the files."""
        made = {"officer": self.key_of("officer", None, ALL).key, "buyer": self.buyer.key, "supplier": supplier.key, "bank": self.bank.key}
        names = ("role", "party", "acts_for", "name", "email")
        signs_in = [{**dict(zip(names, row)), "password": PASSWORD} for row in self.rows]
        for path, what in ((keys, made), (people, signs_in)):
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                json.dump(what, out, indent=1, ensure_ascii=False)

    def table(self):
        """At most 80 columns wide."""
        print(f"{'sign in as':<17} {'e-mail':<18} acts for\n" + "-" * 60)
        for role, _, company, _, email in self.rows:
            print(f"{role:<17} {email:<18} {company}")
        print(f"password of all: {PASSWORD}")
