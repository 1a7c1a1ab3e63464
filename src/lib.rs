//! matome (まとめ): brings a municipality's evaluation workbooks together.
//!
//! `read → locate → normalize → reconcile → check → report → write`; see `docs/architecture.md`.

// nouns
pub mod annotation;
pub mod answers;
pub mod beside;
pub mod cell;
pub mod change;
pub mod chart;
pub mod config;
pub mod correction;
pub mod digest;
pub mod edits;
pub mod encoding;
pub mod entry;
pub mod expression;
pub mod finding;
pub mod form;
pub mod judgement;
pub mod lang;
pub mod layout;
pub mod lexicon;
pub mod life;
pub mod memo;
pub mod messages;
pub mod model;
pub mod nearest;
pub mod norm;
pub mod order;
pub mod outlook;
pub mod page;
pub mod period;
pub mod rating;
pub mod reckoning;
pub mod register;
pub mod row_key;
pub mod rule;
pub mod run;
pub mod settings;
pub mod sheet;
pub mod state;
pub mod table;
pub mod template;
pub mod token;
pub mod whereabouts;

// stages
pub mod check;
pub mod cli;
pub mod locate;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod reconcile;
pub mod report;
pub mod terminal;
pub mod write;
