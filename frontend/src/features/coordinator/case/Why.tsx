import { useQuery } from "@tanstack/react-query";
import { Reasons } from "@/features/match/Reasons";
import { Verdicts } from "@/features/match/Verdicts";
import { useIntroductionTexts } from "@/i18n/introduction";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { fitQuestion } from "../questions";

interface Props {
  needId: string;
  firmRef: string;
}

/** The reasons and verdicts of a match, to have at hand on the telephone. */
export function Why({ needId, firmRef }: Props) {
  const { case: texts } = useIntroductionTexts();
  const fit = useQuery(fitQuestion(needId, firmRef));
  if (fit.isPending) return <Loading />;
  if (fit.isError) return <Failure error={fit.error} retry={() => fit.refetch()} />;
  if (!fit.data) return <p>{texts.noReasons}</p>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <h3 className="sr-only" lang="ja">
        {fit.data.firm.name}
      </h3>
      <Reasons match={fit.data} />
      <Verdicts verdicts={fit.data.constraints} />
    </div>
  );
}
