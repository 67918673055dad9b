namespace FedHub.Matching.Tests;

public sealed class ScoringTests
{
    [Fact]
    public void Score_Nothing_IsNoneWithoutReasons()
    {
        var score = Scoring.Score([]);

        (score.Sum, score.Grade).ShouldBe((0, Grade.None));
        score.Reasons.ShouldBeEmpty();
    }

    [Fact]
    public void Score_RepeatedKey_CountsOnce()
    {
        var key = new SearchKey(KeyClass.Document, "doc.any", "ZZZ:AB123", 10);

        Scoring.Score([key, key, key with { Weight = 3 }]).Sum.ShouldBe(10);
    }

    [Fact]
    public void Score_WeightTheOtherSideClaims_IsNotBelieved()
        => Scoring.Score([new SearchKey(KeyClass.Document, "doc.any", "ZZZ:AB123", 1000)]).Grade.ShouldBe(Grade.C);

    [Fact]
    public void Score_UnknownKind_WeighsNothing()
        => Scoring.Score([new SearchKey(KeyClass.Name, "no.such", "x|1984", 1000)]).Sum.ShouldBe(0);

    [Fact]
    public void Score_TwoNumbersOfUnknownCountry_IsStillC()
        => Scoring.Score([new SearchKey(KeyClass.Document, "doc.any", "ZZZ:AB123", 10), new SearchKey(KeyClass.PersonalNumber, "pn.any", "ZZZ:123456", 10)]).Grade.ShouldBe(Grade.C);

    [Fact]
    public void Score_AnyOrder_GivesTheSameSumToTheLastBit()
    {
        var keys = SearchKeys.ForRecord(Keys.Person("Сания Жолдасқалиева")).Keys;
        var random = new Random(64);

        for (var i = 0; i < 200; i++)
        {
            var shuffled = keys.ToArray();
            random.Shuffle(shuffled);
            BitConverter.DoubleToInt64Bits(Scoring.Score(shuffled).Sum).ShouldBe(BitConverter.DoubleToInt64Bits(Scoring.Score(keys).Sum));
            BitConverter.DoubleToInt64Bits(shuffled.Sum(key => key.Weight)).ShouldBe(BitConverter.DoubleToInt64Bits(Scoring.Score(keys).Sum));
        }
    }

    [Fact]
    public void Weights_OfEveryProbe_AreWholeSixtyFourths()
        => RuleProbes.All.SelectMany(probe => SearchKeys.ForRecord(probe).Keys).ShouldAllBe(key => key.Weight * 64 % 1 == 0);

    [Fact]
    public void Score_Fully_PutsTheStrongestFieldFirst()
    {
        var subject = Keys.Person("Сания Жолдасқалиева") with { Documents = ["KAZ:N7654321"], Phones = ["+77011234567"] };

        Keys.Score(subject, subject).Reasons.Select(r => r.Field).ShouldBe(["name", "date of birth", "document", "phone"]);
    }

    [Theory]
    [InlineData(9.99, Grade.None)]
    [InlineData(10, Grade.C)]
    [InlineData(41.9, Grade.C)]
    [InlineData(42, Grade.B)]
    [InlineData(59.9, Grade.B)]
    [InlineData(60, Grade.A)]
    public void GradeOf_Sum_IsTheHighestThresholdReached(double sum, Grade grade) => RuleSet.Current.GradeOf(sum).ShouldBe(grade);

    [Fact]
    public void Grades_AreOrdered() => Enum.GetValues<Grade>().Order().ShouldBe([Grade.None, Grade.C, Grade.B, Grade.A]);
}
