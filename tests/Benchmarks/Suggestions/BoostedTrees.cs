using CrossSell.Offers.Domain.Learning;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace CrossSell.Benchmarks.Suggestions;

/// <summary>Gradient boosted trees over the same facts, one class a product: what the table is measured against.</summary>
internal static class BoostedTrees
{
    public static Scorer Fit(Lessons learn, Lessons test)
    {
        var ml = new MLContext(seed: 1);
        var shape = SchemaDefinition.Create(typeof(Row));
        shape[nameof(Row.Facts)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, learn.Space.Count);
        var trees = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Target)).Append(ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            LabelColumnName = "Label",
            FeatureColumnName = nameof(Row.Facts),
            ExampleWeightColumnName = nameof(Row.Weight),
            NumberOfLeaves = 15,
            LearningRate = 0.1,
            NumberOfIterations = learn.Count < 2000 ? 40 : 150,
            MinimumExampleCountPerLeaf = 20,
        }));
        var model = trees.Fit(ml.Data.LoadFromEnumerable(Rows(learn), shape));
        var keys = default(VBuffer<float>);
        var scored = model.Transform(ml.Data.LoadFromEnumerable(Rows(test), shape));
        scored.Schema["Label"].Annotations.GetValue("KeyValues", ref keys);
        var classes = keys.DenseValues().Select(k => (int)k).ToArray();
        var scores = scored.GetColumn<float[]>("Score").GetEnumerator();
        return (_, into) =>
        {
            // Asked once for each lesson, in their order.
            scores.MoveNext();
            into.Fill(float.MinValue);
            for (var i = 0; i < classes.Length; i++)
            {
                into[classes[i]] = scores.Current[i];
            }
        };
    }

    private static IEnumerable<Row> Rows(Lessons lessons)
    {
        for (var lesson = 0; lesson < lessons.Count; lesson++)
        {
            var facts = new float[lessons.Space.Count];
            foreach (var fact in lessons.Facts(lesson))
            {
                facts[fact] = 1;
            }

            yield return new Row { Facts = facts, Target = lessons.Target(lesson), Weight = lessons.WeightOf(lesson) };
        }
    }

    private sealed class Row
    {
        public float[] Facts { get; set; } = [];

        public float Target { get; set; }

        public float Weight { get; set; }
    }
}
