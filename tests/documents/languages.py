"""Short articles in languages that the models were not trained on."""

LANGUAGES = {
    "de": """Sturmflut an der Nordsee

In der Nacht zum Dienstag hat eine schwere Sturmflut die Inseln vor der Küste getroffen. In Norderhafen stieg das Wasser auf 3,40 Meter über den
mittleren Stand, so hoch wie seit 1976 nicht mehr. Die Feuerwehr rettete 14 Menschen aus ihren Häusern. Bürgermeister Jens Lorenzen sprach von einem
Glück im Unglück, denn niemand wurde ernsthaft verletzt.

Der Deich im Westen der Stadt hielt nur, weil Freiwillige die ganze Nacht Sandsäcke füllten. Rund 600 Helfer waren im Einsatz. Das Land will die
Deiche bis 2028 um einen Meter erhöhen. Lorenzen forderte, damit schon im Sommer zu beginnen. Die Fähre nach Norderhafen soll am Freitag wieder fahren.
""",
    "fr": """Le pont de Valmont rouvre

Le pont de Valmont a rouvert lundi après trois ans de travaux. La mairie a dépensé 4,2 millions d'euros pour le réparer. Le maire, Luc Bernard, a
traversé le pont le premier, à vélo. Les habitants avaient dû faire un détour de douze kilomètres. Les commerçants de Valmont espèrent le retour des
clients. Selon Claire Dumas, qui tient la boulangerie, les ventes avaient baissé d'un tiers.
""",
    "ru": """Новая станция метро

В субботу в городе открылась станция метро «Речная». Строительство продолжалось пять лет и обошлось в 12 миллиардов рублей. Мэр Ольга Смирнова сказала,
что станция «Речная» свяжет два района города. В первый день станцией воспользовались 40 тысяч человек.
""",
    "zh": """新图书馆开放

星期一，市中心的新图书馆向公众开放。图书馆有三十万册图书，可以容纳两千名读者。馆长李明说，图书馆的建设用了四年时间，花费了八亿元。图书馆每天开放十二个小时。
许多读者早上六点就在门口排队。李明希望图书馆成为城市的客厅。
""",
    "ja": """新しい橋が開通

月曜日、町の新しい橋が開通した。橋の長さは三百メートルで、工事には五年かかった。町長の田中さんは、橋が二つの村を結ぶと述べた。田中さんは最初に自転車で橋を渡った。
渡り初めのあと、子どもたちのコンサートが開かれた。
""",
    "ar": """افتتاح المكتبة الجديدة

افتتحت المدينة يوم الاثنين المكتبة الجديدة في وسط المدينة. تضم المكتبة ثلاثمئة ألف كتاب. وقال مدير المكتبة أحمد سالم إن البناء استغرق أربع سنوات.
ويأمل أحمد سالم أن تصبح المكتبة مكانا للقاء الجميع.
""",
    "hi": """नया पुस्तकालय खुला

सोमवार को शहर में नया पुस्तकालय खुला। पुस्तकालय में तीन लाख किताबें हैं। पुस्तकालय के प्रमुख मोहन वर्मा ने कहा कि निर्माण में चार साल लगे। मोहन वर्मा चाहते हैं कि
पुस्तकालय सबके लिए खुला रहे।
""",
}
