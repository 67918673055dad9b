namespace FedHub.Matching.Tests.Evaluation;

public sealed class LinkageEvaluationTests
{
    private static readonly MatchSubject[] _records =
    [
        Keys.Person("Сания Жолдасқалиева", "1984-03-07"),
        Keys.Person("Saniya Zholdaskaliyeva", "1990-05-21"),
        Keys.Person("Тимур Сариев", "1971-11-02") with { Documents = ["KAZ:N7654321"] },
    ];

    [Fact]
    public void AsWritten_CountsOwnRecordsAndStrangers()
    {
        var figures = LinkageEvaluation.AsWritten(_records,
        [
            new LabelledSearch(Keys.Person("Zholdaskaliyeva, Saniya", "1984-03-07"), 0),
            new LabelledSearch(Keys.Person("Perizat Bekova", "1990-05-21"), 1),
            new LabelledSearch(new MatchSubject { Documents = ["KAZ:N7654321"] }, null),
        ]);

        figures.Own.Total.ShouldBe(2);
        figures.Recall(10).ShouldBe(0.5);
        // Two searches that mean a record have two strangers each, the one that means nobody has three; it meets a document.
        figures.StrangerPairs.ShouldBe(7);
        figures.Strangers.AtLeast(54).ShouldBe(1);
        figures.FalseRate(10).ShouldBe(1.0 / 7);
    }

    [Fact]
    public void GivenOneDate_NamesakesOfAnotherBirthday_BecomeFalseMatches()
    {
        LabelledSearch[] searches = [new(Keys.Person("Saniya Zholdaskaliyeva", "1984-03-07"), 0)];

        LinkageEvaluation.AsWritten(_records, searches).Strangers.AtLeast(10).ShouldBe(0);
        var figures = LinkageEvaluation.GivenOneDate(_records, searches);
        figures.Strangers.AtLeast(10).ShouldBe(1);
        figures.StrangerPairs.ShouldBe(2);
        figures.Recall(10).ShouldBe(1);
    }

    [Fact]
    public void GivenOneDate_DocumentsOfStrangers_AreNotTheNamesFault()
        => LinkageEvaluation.GivenOneDate(_records, [new LabelledSearch(Keys.Person("Perizat Bekova") with { Documents = ["KAZ:N7654321"] }, null)]).Strangers.AtLeast(10).ShouldBe(0);

    [Theory]
    [InlineData("1984-03-07", "1970-05-17")]
    [InlineData("1984-03", "1970-05")]
    [InlineData("1984", "1970")]
    public void GivenOneDate_Strangers_KnowTheDateAsPreciselyAsTheSearch(string born, string given)
    {
        var sum = Keys.Score(Keys.Person("Сания Бекова", given), Keys.Person("Saniya Zholdaskaliyeva", given)).Sum;
        var strangers = LinkageEvaluation.GivenOneDate(_records, [new LabelledSearch(Keys.Person("Сания Бекова", born), null)]).Strangers;

        sum.ShouldBeGreaterThan(1);
        (strangers.AtLeast(sum), strangers.AtLeast(sum + 0.015625)).ShouldBe((2L, 0L));
    }

    [Fact]
    public void GivenOneDate_SearchWithoutADate_CountsAsMissedAndHasNoStrangers()
    {
        var figures = LinkageEvaluation.GivenOneDate(_records, [new LabelledSearch(Keys.Person("Saniya Zholdaskaliyeva", born: null), 0)]);

        (figures.Recall(10), figures.StrangerPairs).ShouldBe((0, 0L));
    }

    [Fact]
    public void Within_CountsEveryPairOnceAndThoseWithoutACommonKeyToo()
    {
        var figures = LinkageEvaluation.Within([.. _records, Keys.Person("Zholdaskaliyeva Saniya", "1984-03-07"), Keys.Person("Perizat Bekova", "1984-03-07")], ["a", "b", "c", "a", "a"]);

        figures.Own.Total.ShouldBe(3);
        figures.Own.AtLeast(10).ShouldBe(1);
        figures.StrangerPairs.ShouldBe(7);
    }

    [Fact]
    public void Of_KnownRates_FollowsBayes()
    {
        var (own, strangers) = (new SumHistogram(), new SumHistogram());
        foreach (var sum in new[] { 60.0, 12, 0, 0 })
        {
            own.Add(sum);
        }

        strangers.Add(11);
        var grades = GradeMeaning.Of(new LinkageFigures(own, strangers, 1000), people: 25_000, known: 0.5);

        grades.Select(grade => grade.Grade).ShouldBe([Grade.A, Grade.B, Grade.C]);
        // One stranger shares the birthday: a thousandth false match a search beside 0.5 x 0.25 right ones.
        (grades[2].Recall, grades[2].FalsePairs, grades[2].FalseASearch).ShouldBe((0.25, 1L, 0.001));
        grades[2].Probability.ShouldBe(0.125 / 0.126, 1e-12);
        grades[0].Probability.ShouldBe(1);
        // None of a thousand: up to 3.84 of them are still likely.
        grades[0].LeastProbability.ShouldBe(0.125 / (0.125 + 0.0038404), 1e-5);
        grades[1].Probability.ShouldBe(double.NaN);
    }
}
