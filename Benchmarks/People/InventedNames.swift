/// Names as they are borne in an English town: the commonest first in each list, for the share of a
/// name falls with its place. All are names of many; the people made of them are nobody.
enum InventedNames {
  struct Culture {
    let share: Int
    let girls: [String]
    let boys: [String]
    let families: [String]
  }

  static let cultures: [Culture] = [
    Culture(share: 70, girls: words(girls), boys: words(boys), families: words(families)),
    Culture(
      share: 14,
      girls: words(
        """
        Fatima Aisha Maryam Zainab Khadija Amina Noor Hafsa Safa Zara Iqra Sumaya Hana Yasmin Alina \
        Ayesha Zoya Inaya Anaya Sana Rabia Sadia Nadia Samina Farah Shazia Rukhsana Nasreen Priya \
        Anjali Riya Meera Kavita Sunita Jasmeet Harpreet Simran Gurpreet Kiran Nisha
        """),
      boys: words(
        """
        Muhammad Mohammed Ahmed Ali Ibrahim Yusuf Hamza Omar Zain Abdullah Bilal Hassan Hussain Umar \
        Haris Imran Usman Adam Idris Zakariya Mohammad Tariq Asif Shahid Kamran Arjun Rohan Aryan Raj \
        Amit Sanjay Harjit Gurdeep Manjit Jaspal Ravi Vikram Sunil Nikhil Dev
        """),
      families: words(
        """
        Khan Ahmed Ali Hussain Patel Begum Singh Kaur Shah Akhtar Mahmood Iqbal Malik Hussein Rahman \
        Uddin Miah Islam Chowdhury Choudhury Bibi Mohammed Sharma Kumar Mirza Butt Qureshi Siddiqui \
        Raza Bashir Aziz Rashid Saleem Mistry Desai Joshi Gill Sandhu Dhillon Grewal Bains Sidhu Gupta \
        Mehta Parmar Chauhan Solanki Rana Bhatti Dar Javed Nawaz Zaman Haque Alam Kabir Sultana
        """)),
    Culture(
      share: 8,
      girls: words(
        """
        Zuzanna Julia Maja Hanna Lena Oliwia Aleksandra Katarzyna Agnieszka Magdalena Anna Joanna Ewa \
        Monika Andreea Elena Ioana Maria Alexandra Cristina Daria Nikola Amelia Zofia Kinga Weronika
        """),
      boys: words(
        """
        Jakub Filip Szymon Antoni Kacper Oliwier Mateusz Michal Piotr Tomasz Krzysztof Pawel Marcin \
        Andrei Alexandru Stefan Ionut Mihai Cristian Adrian Dawid Wojciech Lukasz Bartosz Marek
        """),
      families: words(
        """
        Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak \
        Dabrowski Kozlowski Jankowski Mazur Kwiatkowski Krawczyk Popescu Ionescu Popa Radu Dumitru \
        Stan Stoica Gheorghe Matei Ciobanu Rusu Marin Tudor Dobre Petrauskas Kazlauskas Horvath Nagy
        """)),
    Culture(
      share: 6,
      girls: words(
        """
        Blessing Grace Esther Precious Chiamaka Amara Ngozi Folake Temitope Abena Akosua Efua Adwoa \
        Hodan Ifrah Sahra Nimo Chipo Tendai Rudo Naomi Deborah Ruth Miriam Selam Hiwot Rahel
        """),
      boys: words(
        """
        Emmanuel David Daniel Samuel Kwame Kofi Kwaku Yaw Chidi Emeka Tunde Femi Segun Ayo Abdi \
        Mohamed Liban Ismail Tatenda Tinashe Farai Joseph Isaac Caleb Dawit Yonas Elijah Malachi
        """),
      families: words(
        """
        Adeyemi Okafor Mensah Owusu Osei Boateng Asante Okonkwo Eze Nwosu Adebayo Ogunleye Balogun \
        Afolabi Bello Musa Ibrahim Mohamed Abdi Hassan Warsame Farah Moyo Ndlovu Ncube Sibanda Dube \
        Chukwu Obi Appiah Amoah Addo Agyeman Tesfaye Bekele Haile Kamara Sesay Conteh Bangura
        """)),
    Culture(
      share: 2,
      girls: words("Mei Li Xin Yan Ling Hui Jing Wen Thuy Linh Lan Mai Yuki Sakura Ji-woo Soo-ah"),
      boys: words("Wei Jun Ming Hao Chen Lei Tao Bo Minh Duc Anh Huy Kenji Haruto Min-jun Joon"),
      families: words(
        "Wong Chan Li Wang Chen Lee Zhang Liu Lam Cheung Ng Tran Nguyen Le Pham Ho Yeung Tang Kim Park"
      )),
  ]

  /// Short forms as they are given at the phone.
  static let short: [String: [String]] = [
    "Oliver": ["Ollie"], "Thomas": ["Tom", "Tommy"], "William": ["Will", "Billy", "Bill"],
    "James": ["Jim", "Jamie"], "Joshua": ["Josh"], "Samuel": ["Sam"], "Benjamin": ["Ben"],
    "Daniel": ["Dan", "Danny"], "Alexander": ["Alex"], "Joseph": ["Joe", "Joey"],
    "Edward": ["Ted", "Eddie"], "Matthew": ["Matt"], "Michael": ["Mike", "Mick"],
    "Christopher": ["Chris"], "Robert": ["Rob", "Bob", "Bobby"], "Andrew": ["Andy", "Drew"],
    "Anthony": ["Tony"], "Richard": ["Rick", "Dick"], "Stephen": ["Steve"], "David": ["Dave"],
    "Nicholas": ["Nick"], "Charlotte": ["Charlie", "Lottie"], "Isabella": ["Bella", "Izzy"],
    "Elizabeth": ["Liz", "Beth", "Lizzie", "Betty"], "Katherine": ["Kate", "Katie"],
    "Rebecca": ["Becky"], "Jessica": ["Jess"], "Samantha": ["Sam"], "Victoria": ["Vicky"],
    "Margaret": ["Maggie", "Peggy"], "Patricia": ["Pat", "Trish"], "Susan": ["Sue"],
    "Deborah": ["Debbie"], "Jennifer": ["Jenny", "Jen"], "Amelia": ["Millie"],
    "Abigail": ["Abi"], "Emily": ["Em"], "Olivia": ["Liv"], "Sophie": ["Soph"],
    "Alexandra": ["Alex", "Sandra"], "Christine": ["Chris"], "Jacqueline": ["Jackie"],
    "Kimberley": ["Kim"], "Natalie": ["Nat"], "Philip": ["Phil"], "Peter": ["Pete"],
    "Kenneth": ["Ken"], "Ronald": ["Ron"], "Frederick": ["Fred", "Freddie"], "Harrison": ["Harry"],
    "Theodore": ["Theo", "Teddy"], "Archibald": ["Archie"], "Zachary": ["Zach"],
    "Nathaniel": ["Nathan", "Nat"], "Jonathan": ["Jon"], "Timothy": ["Tim"],
    "Gabriella": ["Gabby"], "Eleanor": ["Ellie", "Nell"], "Penelope": ["Penny"],
    "Muhammad": ["Mo"], "Mohammed": ["Mo"],
  ]

  /// Halves of rarer family names and of streets.
  static let fronts = words(
    """
    Ash Black Brad Bram Brook Burn Carl Chad Clay Cold Cran Dal Dun East Elm Fair Fen Ful Gar Glen \
    Grim Hal Har Hart Haw Hazel Hol Hunt Kel Kirk Lang Lin Long Mar Mel Mid Mor New Nor Oak Old Pen \
    Rad Raven Red Rock Rush Sal Sand Shel Sil South Stan Stock Sut Swin Thorn Tre Up Wal War Wat Wel \
    West Whit Wim Win Wood Wor Wy Yar
    """)
  static let backs = words(
    """
    ley ton ham worth field ford well wood croft bridge den don ridge shaw stead thorpe bury by combe \
    cott dale gate grave hurst land low man mere more ney over rick sett side som stone stow tree wick \
    win smith son sen ridge ling ber
    """)
  static let streets = words(
    "Road Street Lane Avenue Close Drive Way Gardens Crescent Court Place Terrace Grove Hill Rise")
  static let streetNames = words(
    """
    High Church Station Victoria Mill Park School Queens Kings London Green Manor Albert New Main \
    George North West South Springfield Chapel Grange York Richmond Windsor Grove Meadow Orchard \
    Priory Castle Bridge Elm Oak Beech Cedar Poplar Willow Chestnut Sycamore Laburnum Hawthorn Maple
    """)

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  private static let girls = """
    Olivia Amelia Isla Ava Mia Ivy Lily Freya Florence Emily Isabella Sophie Grace Ella Charlotte \
    Jessica Poppy Evie Alice Daisy Phoebe Sienna Ruby Chloe Lucy Holly Megan Abigail Hannah Erin Ellie \
    Eleanor Matilda Rosie Elsie Willow Harriet Imogen Lola Maisie Sarah Laura Emma Rebecca Gemma \
    Claire Lisa Nicola Karen Susan Julie Tracey Sharon Deborah Jacqueline Margaret Patricia Christine \
    Elizabeth Katherine Victoria Samantha Michelle Kelly Donna Joanne Amanda Natalie Stacey Leanne \
    Kirsty Danielle Jennifer Amy Hayley Kimberley Alexandra Lauren Jade Bethany Georgia Paige Shannon \
    Molly Niamh Aoife Carys Seren Ffion Bronwen Skye Penelope Gabriella Heidi Beatrice Clara Aurora
    """

  private static let boys = """
    Oliver George Noah Arthur Harry Leo Jack Charlie Oscar Jacob Henry Thomas Freddie Alfie Theo \
    William Archie Joshua Alexander James Isaac Edward Lucas Tommy Finley Max Logan Ethan Mason Reuben \
    Samuel Benjamin Daniel Joseph Harrison Sebastian Dylan Riley Teddy Luca David Paul Andrew Mark \
    Michael Stephen Robert Richard Christopher John Peter Anthony Matthew Simon Kevin Gary Ian Darren \
    Lee Jason Craig Wayne Dean Stuart Neil Philip Nicholas Jonathan Adam Ryan Liam Connor Callum \
    Kieran Jordan Kyle Nathan Aaron Bradley Lewis Owen Rhys Gareth Huw Angus Hamish Cameron Declan \
    Sean Patrick Timothy Kenneth Ronald Frederick Theodore Zachary Nathaniel Jude Felix Ezra Albie
    """

  private static let families = """
    Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson \
    Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke Jackson Wood Turner Martin \
    Cooper Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips \
    Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey \
    Collins Bell Shaw Murphy Miller Cox Richards Marshall Simpson Anderson Ellis Adams Webb Chapman \
    Foster Powell Stevens Mills Rogers Mason Hunt Knight Palmer Holmes Barnes Campbell Lloyd Fisher \
    Stewart Graham Russell Butler Matthews Gibson Reynolds Rose Fox Fletcher Lane Andrews Dixon Howard \
    Hart Elliott Saunders Payne Kennedy Pearson Hamilton Gray Day Ross Lawrence Harvey Walsh Burton \
    Armstrong Hudson Spencer Johnston Brooks Woods Carr Ryan Nicholson Perry Reid Barker Cole Watts \
    Cunningham Bradley Porter Francis Newman Lawson Pearce Sutton Freeman Woodward Byrne Atkinson \
    Grant Hopkins Booth Hawkins Berry Warren Bird Dawson May Wells Doyle Jenkins Burgess O'Brien \
    O'Connor O'Neill McDonald MacKenzie McCarthy Fitzgerald Gallagher Quinn Doherty Lynch Daly Duffy
    """
}
