import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NetworkState } from "@/features/network/state";
import type { WeekState } from "@/features/suggestion/state";
import { asSpelt, root } from "@/root";

const loadDigest = () => import("@/features/digest/pages");

const ownDigest = createRoute({
  getParentRoute: () => root,
  path: "/my/digest",
  component: lazyRouteComponent(loadDigest, "DigestPage"),
});

const digestAnswer = createRoute({
  getParentRoute: () => root,
  path: "/digest/answer",
  component: lazyRouteComponent(loadDigest, "AnswerPage"),
});

const digestStop = createRoute({
  getParentRoute: () => root,
  path: "/digest/stop",
  component: lazyRouteComponent(loadDigest, "StopPage"),
});

const loadGatherings = () => import("@/features/gathering/pages");

const gatherings = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/gatherings",
  component: lazyRouteComponent(loadGatherings, "GatheringsPage"),
});

const newGathering = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/gatherings/new",
  component: lazyRouteComponent(loadGatherings, "NewGatheringPage"),
});

const gathering = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/gatherings/$ref",
  component: lazyRouteComponent(loadGatherings, "GatheringPage"),
});

const overlooked = createRoute({
  getParentRoute: () => root,
  path: "/my/firm/overlooked",
  component: lazyRouteComponent(
    () => import("@/features/overlooked/OverlookedPage"),
    "OverlookedPage",
  ),
});

const loadNetworks = () => import("@/features/network/pages");

const networks = createRoute({
  getParentRoute: () => root,
  path: "/networks",
  component: lazyRouteComponent(loadNetworks, "NetworksPage"),
});

const network = createRoute({
  getParentRoute: () => root,
  path: "/networks/$cluster",
  validateSearch: asSpelt<NetworkState>(),
  component: lazyRouteComponent(loadNetworks, "NetworkPage"),
});

const fixation = createRoute({
  getParentRoute: () => root,
  path: "/networks/$cluster/fixation",
  validateSearch: asSpelt<NetworkState>(),
  component: lazyRouteComponent(loadNetworks, "FixationPage"),
});

const loadSuggestions = () => import("@/features/suggestion/pages");

const exposure = createRoute({
  getParentRoute: () => root,
  path: "/networks/exposure",
  validateSearch: asSpelt<WeekState>(),
  component: lazyRouteComponent(loadSuggestions, "ExposurePage"),
});

const suggestions = createRoute({
  getParentRoute: () => root,
  path: "/my/suggestions",
  validateSearch: asSpelt<WeekState>(),
  component: lazyRouteComponent(loadSuggestions, "SuggestionsPage"),
});

const myPartners = createRoute({
  getParentRoute: () => root,
  path: "/my/partners",
  component: lazyRouteComponent(loadSuggestions, "MyPartnersPage"),
});

const firmPartners = createRoute({
  getParentRoute: () => root,
  path: "/firms/$id/partners",
  component: lazyRouteComponent(loadSuggestions, "FirmPartnersPage"),
});

/** Who meets whom: the digest, gatherings, networks and suggestions. */
export const networkRoutes = [
  ...[ownDigest, digestAnswer, digestStop],
  ...[networks, network, fixation, exposure, suggestions, myPartners, firmPartners],
  ...[gatherings, newGathering, gathering, overlooked],
] as const;
